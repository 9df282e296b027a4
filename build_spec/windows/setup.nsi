; The setup program (EXE), for all users or for one. artefacts/nsis.py gives RELEASE, NUMBERS (four, with dots), MADE (the
; file to write), ICON, and files.nsh: the macros UnpackFiles, FindLinks, RemoveFiles and RemoveFolders, which name every
; shipped file or folder.
;
; setup.exe [/S] [/AllUsers | /CurrentUser] [/DesktopIcon] [/AllowDowngrade] [/D=FOLDER]     (/D last, without quotes)
; uninstall.exe [/S] [/AllUsers | /CurrentUser] [_?=FOLDER]
;   It goes on as a copy of itself, whose exit code nobody gets; with _?=FOLDER last (its own) it is waited for, and then
;   it alone stays behind: whoever called it so deletes it, or the next installation there ends with 9.
;
; Exit codes. After any but 0, what was installed before works as before, but for a removal that ends with 2. What that or
; a power cut leaves has its entry in the list of programs: remove it by that, or start the setup program again.
;   0 done                                   6 installed in another way already (by the MSI, for all users, or for the
;   1 cancelled by the user                    very administrator who is to install for all users),
;                                              or where it is not upgraded: through a link, or out of the profile
;   2 not everything could be written,       7 older than Windows 10 1809
;     or removed                             8 the new version could not be put in the place of the earlier one
;   3 an administrator is needed             9 the folder holds something else, or cannot be used
;   4 a newer version is installed          10 no such installation is registered (uninstaller)
;   5 a file is in use, for instance because the program is running
;
; An upgrade unpacks all of the new version beside the earlier one, then looks whether anything of that one is in use, and
; only then moves the one out and the other in; when a file cannot be moved, all are moved back. What is to be moved, the
; list tells that each version carries along, so that no earlier program is run with an administrator's rights.

Unicode true
Target amd64-unicode
!ifndef QUICK
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif
SetDateSave off   ; the same bytes for the same files, whatever clock their times come from

!include "LogicLib.nsh"
!include "FileFunc.nsh"
!include "Sections.nsh"
!include "WinVer.nsh"
!include "WordFunc.nsh"
!include "MUI2.nsh"
!include "files.nsh"

!define NAME "Ketamine Trauma Reference"
!define PUBLISHER "Makers of Ketamine Trauma Reference"
!define OWN_KEY "Software\KetamineTraumaReference\Setup"
!define MSI_KEY "Software\KetamineTraumaReference"
!define ARP_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\KetamineTraumaReference"
!define LINK_KEY "Software\Classes\ketaref"
!define NEW "upgrade-new"        ; two folders in the program's own, there only while it is installed
!define OLD "upgrade-old"

Name "${NAME}"
OutFile "${MADE}"
!define UNSET "\${NAME}"   ; its name is added to what the user browses to; .onInit decides on the rest
InstallDir "${UNSET}"
RequestExecutionLevel highest   ; an administrator is asked, an ordinary user is not
ManifestDPIAware true
ManifestSupportedOS all
BrandingText "${NAME} ${RELEASE}"
AllowSkipFiles off   ; a file that cannot be written ends it: nobody can go on without that one
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${RELEASE}"
VIAddVersionKey "FileVersion" "${RELEASE}"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "FileDescription" "Installs ${NAME}"
VIAddVersionKey "LegalCopyright" "Apache License 2.0; content CC BY 4.0"

!ifdef SIGN   ; a command that signs the file whose name follows it
  !finalize '"${SIGN}" "%1"' = 0
  !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_COMPONENTS
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveFolderPage
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Scope      ; AllUsers or CurrentUser
Var Earlier    ; the folder of the installed version of the same scope; empty without one

!macro Stop CODE TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend

!include "moving.nsh"
!include "places.nsh"

!macro StopIfInUse
  ${If} $Failed != ""
    !insertmacro Stop 5 "$Failed in $From is in use, or protected. ${NAME} may be running, on this or another user's desktop: close it, then start this again. Nothing was changed."
  ${EndIf}
!macroend

!macro LookAt FOLDER   ; the macro FindLinks does this for every folder
  ${If} $Link == ""
    StrCpy $R2 "${FOLDER}"
    Call un.FindLink
  ${EndIf}
!macroend

!macro UseScope
  ${If} $Scope == "AllUsers"
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

Function ChooseScope
  UserInfo::GetAccountType
  Pop $R0
  ${GetParameters} $R1
  ClearErrors
  ${GetOptions} $R1 "/AllUsers" $R2
  ${IfNot} ${Errors}
    ${If} $R0 != "Admin"
      !insertmacro Stop 3 "An installation for all users needs an administrator. /CurrentUser installs for you alone."
    ${EndIf}
    StrCpy $Scope "AllUsers"
    Return
  ${EndIf}
  ClearErrors
  ${GetOptions} $R1 "/CurrentUser" $R2
  ${If} ${Errors}
  ${AndIf} $R0 == "Admin"
    StrCpy $Scope "AllUsers"
  ${Else}
    StrCpy $Scope "CurrentUser"
  ${EndIf}
FunctionEnd

; Two kinds of installation would leave two entries in the list of programs, and two versions side by side.
; A folder that HKCU names is told and no more when it installs for all users: any program of this user may have named it.
Function RefuseOtherKinds
  ReadRegStr $R0 HKLM "${MSI_KEY}" "InstallDir"
  ${If} $R0 != ""
    !insertmacro Stop 6 "${NAME} was installed for all users by an MSI package, in $R0. Upgrade it by an MSI package, or remove it first."
  ${EndIf}
  ReadRegStr $R0 HKLM "${OWN_KEY}" "InstallDir"
  ${If} $Scope == "CurrentUser"
  ${AndIf} $R0 != ""
    !insertmacro Stop 6 "${NAME} is installed for all users already, in $R0."
  ${EndIf}
  ReadRegStr $R0 HKCU "${OWN_KEY}" "InstallDir"
  ${If} $Scope == "AllUsers"
  ${AndIf} $R0 != ""
    !insertmacro Stop 6 "You have ${NAME} installed for yourself alone, in $R0. Remove that first, in the list of programs; then start this again, or use /CurrentUser to upgrade it."
  ${EndIf}
FunctionEnd

Function RefuseDowngrade
  ReadRegStr $R0 SHCTX "${OWN_KEY}" "Version"
  StrCpy $R1 $R0 1
  IntOp $R2 $R1 + 0
  ${If} "$R1" != "$R2"   ; no version, or nothing that begins with a number
    Return
  ${EndIf}
  ${VersionCompare} "$R0" "${RELEASE}" $R1
  ${If} $R1 == 1
    ${GetParameters} $R2
    ClearErrors
    ${GetOptions} $R2 "/AllowDowngrade" $R3
    ${If} ${Errors}
      !insertmacro Stop 4 "A newer version ($R0) of ${NAME} is installed. Remove it first, or use /AllowDowngrade."
    ${EndIf}
  ${EndIf}
FunctionEnd

Function WriteEntry
  WriteRegStr SHCTX "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${OWN_KEY}" "Version" "${RELEASE}"
  WriteRegStr SHCTX "${ARP_KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${ARP_KEY}" "DisplayVersion" "${RELEASE}"
  WriteRegStr SHCTX "${ARP_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr SHCTX "${ARP_KEY}" "Comments" "Offline clinical reference. It informs; it does not decide."
  WriteRegStr SHCTX "${ARP_KEY}" "DisplayIcon" "$INSTDIR\KetamineReference.exe,0"
  WriteRegStr SHCTX "${ARP_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${ARP_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe" /$Scope'
  WriteRegStr SHCTX "${ARP_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$Scope'
  WriteRegDWORD SHCTX "${ARP_KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${ARP_KEY}" "NoRepair" 1
  WriteRegDWORD SHCTX "${ARP_KEY}" "EstimatedSize" ${KILOBYTES}
FunctionEnd

!macro DeleteEntry
  DeleteRegKey SHCTX "${ARP_KEY}"
  DeleteRegKey SHCTX "${OWN_KEY}"
  DeleteRegKey /ifempty SHCTX "${MSI_KEY}"
!macroend

; The new version into its place; where that fails, everything is as it was.
Function PutNewIn
  StrCpy $From "$INSTDIR\${NEW}"
  StrCpy $To $INSTDIR
  Call PutIn
  ${If} $Failed == ""
    ${If} ${FileExists} "$INSTDIR\KetamineReference.exe"
      Return
    ${EndIf}
    StrCpy $Failed "KetamineReference.exe"
  ${EndIf}
  !insertmacro MoveBack TakeOut
  ${If} $Earlier == ""
    !insertmacro DeleteEntry
  ${Else}
    StrCpy $R5 $Failed
    StrCpy $From "$Earlier\${OLD}"
    StrCpy $To $Earlier
    Call PutIn
    StrCpy $Failed $R5
    RMDir "$Earlier\${OLD}"
  ${EndIf}
FunctionEnd

; NSIS calls this when it stops by itself (the disk is full), but not after Quit.
Function .onInstFailed
  SetOutPath "$TEMP"   ; the present folder cannot be removed
  StrCpy $From "$INSTDIR\${NEW}"
  Call RemoveListed
  RMDir "$INSTDIR"
FunctionEnd

Section "${NAME}" Program
  SectionIn RO
  SetRegView 64
  !insertmacro UseScope
  !insertmacro EmptyOrStop "$INSTDIR\${NEW}"
  ${If} $Earlier != ""
    !insertmacro EmptyOrStop "$Earlier\${OLD}"
  ${EndIf}
  ClearErrors
  !insertmacro UnpackFiles
  WriteUninstaller "$INSTDIR\${NEW}\uninstall.exe"
  ${If} ${Errors}
    Call .onInstFailed
    !insertmacro Stop 2 "Not every file could be written to $INSTDIR. Is the disk full, or the folder protected? Nothing was changed."
  ${EndIf}
  ${If} $Earlier != ""
    StrCpy $From $Earlier
    Call FindInUse   ; it may have been started since this was
    ${If} $Failed != ""
      Call .onInstFailed
    ${EndIf}
    !insertmacro StopIfInUse
    Call TakeEarlierOut
  ${Else}
    Call WriteEntry   ; before the first file: if the power fails now, this can be removed, or installed again
  ${EndIf}
  ${If} $Failed == ""
    Call PutNewIn
  ${EndIf}
  ${If} $Failed != ""
    Call .onInstFailed
    !insertmacro Stop 8 "$Failed could not be moved to or from its place in $INSTDIR. Is a folder there protected, or a link to another one? What was there before is as it was. Remove the earlier version in the list of programs, then start this again."
  ${EndIf}
  RMDir "$INSTDIR\${NEW}"
  ${If} $Earlier != ""
    StrCpy $From "$Earlier\${OLD}"
    Call RemoveListed
    RMDir "$Earlier"
  ${EndIf}
  Call WriteEntry
  WriteRegStr SHCTX "${LINK_KEY}" "" "URL:${NAME}"
  WriteRegStr SHCTX "${LINK_KEY}" "URL Protocol" ""
  WriteRegStr SHCTX "${LINK_KEY}\DefaultIcon" "" "$INSTDIR\KetamineReference.exe,0"
  WriteRegStr SHCTX "${LINK_KEY}\shell\open\command" "" '"$INSTDIR\KetamineReference.exe" "%1"'
  SetOutPath "$INSTDIR"   ; where a shortcut starts its program
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\KetamineReference.exe"
  Delete "$DESKTOP\${NAME}.lnk"   ; the other section makes it again, where it is chosen
SectionEnd

Section /o "Icon on the desktop" DesktopIcon
  !insertmacro UseScope
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\KetamineReference.exe"
SectionEnd

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastBuild} 17763   ; as in product.wxs
    !insertmacro Stop 7 "${NAME} needs a 64-bit Windows 10, version 1809 (build 17763), or later. Nothing was changed."
  ${EndIf}
  Call ChooseScope
  !insertmacro UseScope
  Call RefuseOtherKinds
  ReadRegStr $Earlier SHCTX "${OWN_KEY}" "InstallDir"
  Call RefuseDowngrade
  ${If} $Earlier != ""
    Call RefuseEarlierPlace
    StrCpy $From $Earlier
    Call FindInUse
    !insertmacro StopIfInUse
    ${If} ${FileExists} "$DESKTOP\${NAME}.lnk"   ; chosen once, and not thrown away since
      !insertmacro SelectSection ${DesktopIcon}
    ${EndIf}
  ${EndIf}
  ${GetParameters} $R1
  ClearErrors
  ${GetOptions} $R1 "/DesktopIcon" $R2
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${DesktopIcon}
  ${EndIf}
  Call RefuseUnusableFolder
  ${If} $INSTDIR == "${UNSET}"
    ${If} $Earlier != ""
      StrCpy $INSTDIR "$Earlier"
    ${ElseIf} $Scope == "AllUsers"
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ${EndIf}
  ${EndIf}
  ${If} ${Silent}
    Call CheckPlace
    ${If} $R0 != ""
      !insertmacro Stop 9 "${REFUSED}"
    ${EndIf}
  ${EndIf}
FunctionEnd

; Whose installation this is the registry tells; the command line may say it too, but not otherwise.
Function un.ChooseScope
  ReadRegStr $R0 HKLM "${OWN_KEY}" "InstallDir"
  ReadRegStr $R1 HKCU "${OWN_KEY}" "InstallDir"
  ${If} $R0 == $INSTDIR
    StrCpy $Scope "AllUsers"
    StrCpy $R3 "/CurrentUser"
  ${ElseIf} $R1 == $INSTDIR
    StrCpy $Scope "CurrentUser"
    StrCpy $R3 "/AllUsers"
  ${Else}
    !insertmacro Stop 10 "No installation in $INSTDIR is registered, for all users or for you. Another user who installed it must remove it; else the setup program with another folder, or an administrator who deletes this one. Nothing was changed."
  ${EndIf}
  ${GetParameters} $R2
  ClearErrors
  ${GetOptions} $R2 "$R3" $R4
  ${IfNot} ${Errors}
    !insertmacro Stop 10 "$R3 does not fit: $INSTDIR was installed with /$Scope. Nothing was changed."
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  Call un.ChooseScope
  ${If} $Scope == "AllUsers"
    UserInfo::GetAccountType
    Pop $R0
    ${If} $R0 != "Admin"
      !insertmacro Stop 3 "It was installed for all users: an administrator is needed to remove it."
    ${EndIf}
  ${EndIf}
  !insertmacro UseScope
  ${GetParent} "$INSTDIR" $R8
  !insertmacro FindLinks
  ${If} $Link != ""
    !insertmacro Stop 2 "$Link is a link to another folder, whose files are not touched. Remove the link, then start this again. Nothing was changed."
  ${EndIf}
  StrCpy $From $INSTDIR
  Call un.FindInUse
  !insertmacro StopIfInUse
FunctionEnd

Section "Uninstall"
  SetRegView 64
  !insertmacro UseScope
  SetOutPath "$TEMP"
  ; What an interrupted upgrade left first: the list that names it may be the one of the program, which goes now.
  StrCpy $From "$INSTDIR\${NEW}"
  Call un.RemoveListed
  StrCpy $From "$INSTDIR\${OLD}"
  Call un.RemoveListed
  ClearErrors
  !insertmacro RemoveFiles   ; exactly what was installed: never a whole tree
  ${If} ${Errors}
    !insertmacro Stop 2 "Not every file in $INSTDIR could be removed. Close what may use them, then start this again."
  ${EndIf}
  !insertmacro RemoveFolders
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  DeleteRegKey SHCTX "${LINK_KEY}"
  !insertmacro DeleteEntry
SectionEnd
