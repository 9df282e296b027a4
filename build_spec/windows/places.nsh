; Which folders the program may be installed in, and how one of its own is emptied. setup.nsi includes this after moving.nsh.

; The folder $R4 and those above it up to $From, where they are empty and no link was found among them.
!macro RemoveEmpty
  ${If} $Link == ""
    ${DoUntil} $R4 == $From
      RMDir "$R4"
      ${GetParent} "$R4" $R4
    ${Loop}
  ${EndIf}
!macroend

; What may be removed or replaced is what the list names, and never a whole tree: what else lies there is somebody else's.
; Removes from $From, one of the folders that are there only for a while, what is listed; then that, if it is empty. While a
; version is moved, its list lies in the folder above.
!macro FunctionRemoveListed UN
Function ${UN}RemoveListed
  StrCpy $R5 ""   ; what could not be removed
  ${GetParent} "$From" $R8
  StrCpy $R2 $From
  Call ${UN}FindLink
  ${If} $Link != ""
    Return
  ${EndIf}
  StrCpy $R3 $R8
  ${If} ${FileExists} "$From\${LIST}"
    StrCpy $R3 $From
  ${EndIf}
  StrCpy $R4 $From
  FileOpen $R0 "$R3\${LIST}" r
  ${Do}
    Call ${UN}NextListed
    ${If} $Name == ""
      ${ExitDo}
    ${EndIf}
    ${GetParent} "$From\$Name" $R2
    ${If} $R2 != $R4   ; most files lie in the same folder as the one before
      !insertmacro RemoveEmpty
      StrCpy $R4 $R2
      Call ${UN}FindLink
    ${EndIf}
    ${If} $Link == ""
      Delete "$From\$Name"
    ${EndIf}
    ${If} ${FileExists} "$From\$Name"
      StrCpy $R5 $Name
    ${EndIf}
  ${Loop}
  FileClose $R0
  !insertmacro RemoveEmpty
  ${If} $R3 == $From
  ${AndIf} $R5 == ""
    Delete "$From\uninstall.exe"
    Delete "$From\${LIST}"
  ${EndIf}
  RMDir "$From"
FunctionEnd
!macroend
!insertmacro FunctionRemoveListed ""
!insertmacro FunctionRemoveListed "un."

; NSIS drops a folder that it cannot use, or part of its name, and says nothing. It takes the first /D=, to the end of the line.
; $R0 is what the command line says; empty when it names no folder.
Function ReadGivenFolder
  System::Call "kernel32::GetCommandLine()t.R1"
  StrCpy $R0 ""
  ${DoUntil} $R1 == ""
    StrCpy $R2 $R1 4
    StrCpy $R1 $R1 "" 1
    ${If} $R2 == " /D="
      StrCpy $R0 $R1 "" 3
      ${ExitDo}
    ${EndIf}
  ${Loop}
FunctionEnd

Function RefuseUnusableFolder
  Call ReadGivenFolder
  ${If} $R0 == ""
    Return
  ${EndIf}
  StrCpy $R3 $R0 1 -1
  ${If} $R3 == "\"   ; NSIS drops that too
    StrCpy $R0 $R0 -1
  ${EndIf}
  StrCpy $R3 $R0 3
  System::Call "kernel32::GetFullPathName(tR0,i${NSIS_MAX_STRLEN},t.R1,i0)"
  ${If} $R0 != $INSTDIR
  ${OrIf} $R1 != $R0
  ${OrIf} $R3 == "\\?"   ; the uninstaller would not find itself there
    !insertmacro Stop 9 "/D=$R0 cannot be used. It comes last, without quotes, and names a whole path such as C:\Program Files\Hospital\${NAME}. Nothing was changed."
  ${EndIf}
FunctionEnd

; $R0 is why the folder $R2 may not be this program's; empty when it may be. A link would lead to what is somebody else's. An
; administrator's rights are not lent to what any program of the same user may write into the registry, or make a link of.
Function CheckLinks
  StrCpy $R0 ""
  ${GetParent} "$R2" $R8
  UserInfo::GetAccountType
  Pop $R1
  ${If} $Scope == "CurrentUser"
  ${AndIf} $R1 == "Admin"
    System::Call "kernel32::GetFullPathName(tR2,i${NSIS_MAX_STRLEN},t.R4,i0)"
    StrLen $R1 "$PROFILE\"
    StrCpy $R3 $R4 $R1
    ${If} $R3 != "$PROFILE\"
    ${OrIf} $R4 != $R2
      StrCpy $R0 "for an administrator, /CurrentUser means a folder below $PROFILE"
      Return
    ${EndIf}
    StrCpy $R8 $PROFILE
  ${EndIf}
  Call FindLink
  ${If} $Link != ""
    StrCpy $R0 "$Link is a link to another folder"
  ${EndIf}
FunctionEnd

Function RefuseEarlierPlace
  ${IfNot} ${FileExists} "$Earlier\*.*"   ; deleted by hand: nothing there is upgraded
    Return
  ${EndIf}
  StrCpy $R2 $Earlier
  Call CheckLinks
  ${If} $R0 != ""
    !insertmacro Stop 6 "${NAME} is installed in $Earlier, and is not upgraded there: $R0. Remove it first, in the list of programs. Nothing was changed."
  ${EndIf}
FunctionEnd

; $R0 is why the program may not be installed in $INSTDIR; empty when it may be.
; In another program's folder, files of the same name (run-time libraries) would be replaced, and go with the removal.
Function CheckPlace
  StrCpy $R2 $INSTDIR
  Call CheckLinks
  ${If} $R0 != ""
    Return
  ${EndIf}
  ${If} $INSTDIR == $Earlier
    Return
  ${EndIf}
  ${GetFileName} "$INSTDIR" $R1
  ${If} $R1 == "${NEW}"
  ${OrIf} $R1 == "${OLD}"
    StrCpy $R0 "a folder of this name is needed for upgrades"
    Return
  ${EndIf}
  ${GetParent} "$INSTDIR" $R1
  ${DoUntil} $R1 == ""
    ${If} $R1 == $Earlier
    ${OrIf} ${FileExists} "$R1\KetamineReference.exe"
      StrCpy $R0 "it lies in that of another installation of this program, $R1"
      Return
    ${EndIf}
    ${GetParent} "$R1" $R1
  ${Loop}
  FindFirst $R1 $R2 "$INSTDIR\*.*"
  ${DoUntil} $R2 == ""
    ${If} $R2 != "."
    ${AndIf} $R2 != ".."
    ${AndIf} $R2 != "${NEW}"   ; of an installation that was interrupted
      StrCpy $R0 "it holds something else ($R2)"
    ${EndIf}
    FindNext $R1 $R2
  ${Loop}
  FindClose $R1
FunctionEnd
!define REFUSED "${NAME} cannot be installed in $INSTDIR: $R0. It needs a folder of its own: choose another, or empty this one. Nothing was changed."

Function LeaveFolderPage
  Call CheckPlace
  ${If} $R0 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "${REFUSED}"
    Abort
  ${EndIf}
FunctionEnd

; What an earlier installation left there when it was interrupted.
!macro EmptyOrStop FOLDER
  StrCpy $From "${FOLDER}"
  Call RemoveListed
  ${If} ${FileExists} "$From"
    !insertmacro Stop 9 "$From holds something else, or is a link to another folder. ${NAME} needs that name for a while: rename it or remove it, then start this again. Nothing was changed."
  ${EndIf}
!macroend
