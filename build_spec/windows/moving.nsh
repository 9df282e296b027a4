; Whole versions of the program moved out of their place and back, file by file, as the list tells that each carries along.
; setup.nsi includes this; what it gives in $From and $To stays there. Nothing goes through a folder that is a link.

!define LIST "MANIFEST.sha256"   ; a line for each file of a version but this one: sum, two blanks, name with slashes

Var Name       ; of a listed file, below $From
Var From       ; the folder that files are looked at in, or moved from
Var To         ; and moved to
Var Failed     ; the last name for which that failed; empty when all went well
Var Link       ; a folder that leads elsewhere (junction, symbolic link); empty when there is none on the way
Var Looked     ; where it was looked for last

; The next name of the list that is open as $R0; empty after the last, and at one that leads
; out of its folder or may mean several files: that list is not ours.
!macro FunctionNextListed UN
Function ${UN}NextListed
  FileRead $R0 $Name
  StrCpy $Name $Name -1 66
  ${WordReplace} "$Name" "/" "\" "+" $Name
  StrCpy $R7 $Name
  System::Call "shlwapi::StrCSpn(tR7,t':*?')i.R1"
  System::Call "shlwapi::StrStr(tR7,t'..')p.R2"
  StrLen $R7 $Name
  ${If} $R1 <> $R7
  ${OrIf} $R2 P<> 0
    StrCpy $Name ""
  ${EndIf}
  StrCpy $R7 "\$Name"
  System::Call "shlwapi::StrStr(tR7,t'\\')p.R2"   ; an empty part, also at its beginning
  ${If} $R2 P<> 0
    StrCpy $Name ""
  ${EndIf}
FunctionEnd
!macroend
!insertmacro FunctionNextListed ""
!insertmacro FunctionNextListed "un."

; Of the folder $R2 and those above it, but for $R8 and what is above that, the first that is a link.
!macro FunctionFindLink UN
Function ${UN}FindLink
  StrCpy $Link ""
  ${Do}
    ${If} $R2 == $R8
    ${OrIf} $R2 == ""
      ${ExitDo}
    ${EndIf}
    System::Call "kernel32::GetFileAttributes(tR2)i.R7"
    IntOp $R1 $R7 & 0x400   ; a reparse point
    ${If} $R7 <> -1         ; there is such a folder
    ${AndIf} $R1 <> 0
      StrCpy $Link $R2
      ${ExitDo}
    ${EndIf}
    ${GetParent} "$R2" $R2
  ${Loop}
FunctionEnd
!macroend
!insertmacro FunctionFindLink ""
!insertmacro FunctionFindLink "un."

; A program that runs cannot be opened for writing, nor what it has open: true for every session of a terminal server too.
; The first such file in $From goes into $Failed.
!macro FunctionFindInUse UN
Function ${UN}FindInUse
  StrCpy $Failed ""
  FileOpen $R0 "$From\${LIST}" r
  ${Do}
    Call ${UN}NextListed
    ${If} $Name == ""
      ${ExitDo}
    ${EndIf}
    ${If} ${FileExists} "$From\$Name"
      ClearErrors
      FileOpen $R1 "$From\$Name" a
      ${If} ${Errors}
        StrCpy $Failed $Name
        ${ExitDo}
      ${EndIf}
      FileClose $R1
    ${EndIf}
  ${Loop}
  FileClose $R0
FunctionEnd
!macroend
!insertmacro FunctionFindInUse ""
!insertmacro FunctionFindInUse "un."

; A link on the way of $Name from $From to $To. Most files lie in the same folder as the one before.
Function FindLinkOnWay
  ${GetParent} "$From\$Name" $R2
  ${If} "$R2>$To" == $Looked
  ${AndIf} $Link == ""
    Return
  ${EndIf}
  StrCpy $Looked "$R2>$To"
  ${GetParent} "$From" $R8
  Call FindLink
  ${If} $Link == ""
    ${GetParent} "$To\$Name" $R2
    ${GetParent} "$To" $R8
    Call FindLink
  ${EndIf}
FunctionEnd

; Moves one file, makes its folder, and removes those that it leaves empty.
Function Move
  ${IfNot} ${FileExists} "$From\$Name"
    Return
  ${EndIf}
  Call FindLinkOnWay
  ${If} $Link != ""
    StrCpy $Failed $Name
    Return
  ${EndIf}
  ${GetParent} "$To\$Name" $R2
  CreateDirectory "$R2"
  StrCpy $R6 0
  ${Do}
    Rename "$From\$Name" "$To\$Name"
    ${IfNot} ${FileExists} "$From\$Name"
      ${ExitDo}
    ${ElseIf} $Failed != ""
    ${OrIf} $R6 = 20
      StrCpy $Failed $Name
      ${ExitDo}
    ${EndIf}
    Sleep 100   ; a scanner may be looking at what was written just now
    IntOp $R6 $R6 + 1
  ${Loop}
  ${GetParent} "$From\$Name" $R2
  ${DoUntil} $R2 == $From
    RMDir "$R2"
    ${GetParent} "$R2" $R2
  ${Loop}
FunctionEnd

Function MoveListed
  FileOpen $R0 "$R3\${LIST}" r
  ${Do}
    Call NextListed
    ${If} $Name == ""
      ${ExitDo}
    ${EndIf}
    Call Move
  ${Loop}
  FileClose $R0
FunctionEnd

; A whole version out of its place, or into it. The list goes last and comes first: wherever a file of it may lie, it lies.
; The one undoes the other, with $From and $To exchanged.
Function TakeOut
  StrCpy $Failed ""
  StrCpy $R3 $From
  Call MoveListed
  StrCpy $Name "${LIST}"
  Call Move
  StrCpy $Name "uninstall.exe"
  Call Move
FunctionEnd

Function PutIn
  StrCpy $Failed ""
  StrCpy $Name "uninstall.exe"
  Call Move
  StrCpy $Name "${LIST}"
  Call Move
  StrCpy $R3 $To
  Call MoveListed
FunctionEnd

; $From and $To are what the last move was given.
!macro MoveBack BY
  StrCpy $R4 $From
  StrCpy $From $To
  StrCpy $To $R4
  StrCpy $R5 $Failed
  Call ${BY}
  StrCpy $Failed $R5
!macroend

; The earlier version into ${OLD}: all of it, or nothing.
Function TakeEarlierOut
  StrCpy $From $Earlier
  StrCpy $To "$Earlier\${OLD}"
  Call TakeOut
  ${If} $Failed != ""
    !insertmacro MoveBack PutIn
    RMDir "$Earlier\${OLD}"
  ${EndIf}
FunctionEnd
