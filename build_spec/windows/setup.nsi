; The setup program (EXE), for all users or for one. artefacts/nsis.py gives RELEASE, NUMBERS (four, with dots), MADE (the
; file to write), ICON, and files.nsh: the macros InstallFiles and RemoveFiles, which name every shipped file.
;
; setup.exe [/S] [/AllUsers | /CurrentUser] [/DesktopIcon] [/AllowDowngrade] [/D=FOLDER]     (/D last, without quotes)
;
; Exit codes:
;   0 done                                   4 a newer version is installed
;   1 cancelled by the user                  5 the program is running
;   2 stopped by an error                    6 another kind of installation is there (MSI, or for all users)
;   3 an administrator is needed             7 not a 64-bit Windows 10 or later
;                                            8 the earlier version could not be removed

Unicode true
Target amd64-unicode
!ifndef QUICK
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif

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

Name "${NAME}"
OutFile "${MADE}"
RequestExecutionLevel highest   ; an administrator is asked, an ordinary user is not
ManifestDPIAware true
ManifestSupportedOS all
BrandingText "${NAME} ${RELEASE}"
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

!macro UseScope
  ${If} $Scope == "AllUsers"
    SetShellVarContext all
  ${Else}
    SetShellVarContext current
  ${EndIf}
!macroend

; A program that runs cannot be opened for writing: true for every session of a terminal server too.
!macro StopWhileRunning FOLDER
  !define LABEL ${__LINE__}
  StrCpy $R8 "KetamineReference.exe"
  check_${LABEL}:
  ${If} ${FileExists} "${FOLDER}\$R8"
    ClearErrors
    FileOpen $R9 "${FOLDER}\$R8" a
    ${If} ${Errors}
      !insertmacro Stop 5 "${NAME} is running, on this or another user's desktop ($R8). Close it, then start this again. Nothing was changed."
    ${EndIf}
    FileClose $R9
  ${EndIf}
  ${If} $R8 == "KetamineReference.exe"
    StrCpy $R8 "ketaref.exe"
    Goto check_${LABEL}
  ${EndIf}
  !undef LABEL
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
FunctionEnd

Function RefuseDowngrade
  ReadRegStr $R0 SHCTX "${OWN_KEY}" "Version"
  ${If} $R0 == ""
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

; The uninstaller of the earlier version knows which files that one brought.
!macro RemoveEarlier FOLDER
  ${If} ${FileExists} "${FOLDER}\uninstall.exe"
    ClearErrors
    ExecWait '"${FOLDER}\uninstall.exe" /S /$Scope _?=${FOLDER}' $R0
    ${If} ${Errors}
    ${OrIf} $R0 <> 0
      !insertmacro Stop 8 "The earlier version in ${FOLDER} could not be removed (code $R0). Remove it in the list of programs, then start this again."
    ${EndIf}
    Delete "${FOLDER}\uninstall.exe"
    RMDir "${FOLDER}"
  ${EndIf}
!macroend

Section "${NAME}" Program
  SectionIn RO
  SetRegView 64
  !insertmacro UseScope
  ${If} $Earlier != ""
    !insertmacro RemoveEarlier "$Earlier"
  ${EndIf}
  ${If} $Scope == "AllUsers"   ; what this administrator had for himself would be a second entry
    ReadRegStr $R5 HKCU "${OWN_KEY}" "InstallDir"
    ${If} $R5 != ""
      StrCpy $Scope "CurrentUser"
      !insertmacro RemoveEarlier "$R5"
      StrCpy $Scope "AllUsers"
    ${EndIf}
  ${EndIf}
  ClearErrors
  SetOverwrite on
  !insertmacro InstallFiles
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    !insertmacro Stop 2 "Not every file could be written to $INSTDIR. Is the disk full, or the folder protected?"
  ${EndIf}
  WriteRegStr SHCTX "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr SHCTX "${OWN_KEY}" "Version" "${RELEASE}"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\KetamineReference.exe"
  WriteRegStr SHCTX "${LINK_KEY}" "" "URL:${NAME}"
  WriteRegStr SHCTX "${LINK_KEY}" "URL Protocol" ""
  WriteRegStr SHCTX "${LINK_KEY}\DefaultIcon" "" "$INSTDIR\KetamineReference.exe,0"
  WriteRegStr SHCTX "${LINK_KEY}\shell\open\command" "" '"$INSTDIR\KetamineReference.exe" "%1"'
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
SectionEnd

Section /o "Icon on the desktop" DesktopIcon
  !insertmacro UseScope
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\KetamineReference.exe"
SectionEnd

Function .onInit
  SetRegView 64
  ${IfNot} ${AtLeastWin10}
    !insertmacro Stop 7 "${NAME} needs a 64-bit Windows 10 or later."
  ${EndIf}
  Call ChooseScope
  !insertmacro UseScope
  Call RefuseOtherKinds
  ReadRegStr $Earlier SHCTX "${OWN_KEY}" "InstallDir"
  Call RefuseDowngrade
  ${If} $Earlier != ""
    !insertmacro StopWhileRunning "$Earlier"
  ${EndIf}
  ${GetParameters} $R1
  ClearErrors
  ${GetOptions} $R1 "/DesktopIcon" $R2
  ${IfNot} ${Errors}
    !insertmacro SelectSection ${DesktopIcon}
  ${EndIf}
  ${If} $INSTDIR == ""
    ${If} $Earlier != ""
      StrCpy $INSTDIR "$Earlier"
    ${ElseIf} $Scope == "AllUsers"
      StrCpy $INSTDIR "$PROGRAMFILES64\${NAME}"
    ${Else}
      StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${NAME}"
    ${EndIf}
  ${EndIf}
FunctionEnd

Function un.onInit
  SetRegView 64
  ${GetParameters} $R1
  ClearErrors
  ${GetOptions} $R1 "/CurrentUser" $R2
  ${If} ${Errors}
    StrCpy $Scope "AllUsers"
    UserInfo::GetAccountType
    Pop $R0
    ${If} $R0 != "Admin"
      !insertmacro Stop 3 "It was installed for all users: an administrator is needed to remove it."
    ${EndIf}
  ${Else}
    StrCpy $Scope "CurrentUser"
  ${EndIf}
  !insertmacro UseScope
  !insertmacro StopWhileRunning "$INSTDIR"
FunctionEnd

Section "Uninstall"
  SetRegView 64
  !insertmacro UseScope
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  SetOutPath "$TEMP"
  !insertmacro RemoveFiles   ; exactly what was installed: never a whole tree
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey SHCTX "${LINK_KEY}"
  DeleteRegKey SHCTX "${ARP_KEY}"
  DeleteRegKey SHCTX "${OWN_KEY}"
  DeleteRegKey /ifempty SHCTX "${MSI_KEY}"
SectionEnd
