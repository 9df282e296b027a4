<#
.SYNOPSIS
Installs, checks, starts, repairs, upgrades and removes both Windows installers, as a hospital's IT would.

.DESCRIPTION
Everything is tried on this machine, which must not have the program yet and is left without it. Each check says what
it looks at; all of them run, even after one has failed, and the failed ones are listed at the end. CHECKS.md names
what no script can see. Written without a Windows machine, and never run on one: see build.ps1.

.PARAMETER Msi
The MSI to try.

.PARAMETER Setup
The setup program (EXE) of the same version.

.PARAMETER EarlierMsi
An MSI of an earlier version: then the upgrade from it, and the refusal to go back, are tried as well.

.PARAMETER Signed
Whether installers and programs must bear our signature; without it, only ours may be without one.

.PARAMETER SkipScan
Leaves out Microsoft Defender.

.PARAMETER Logs
The folder for the logs of Windows Installer.

.NOTES
Exit codes: 0 every check passed; 1 one failed.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)] [string] $Msi,
    [Parameter(Mandatory = $true)] [string] $Setup,
    [string] $EarlierMsi = '',
    [switch] $Signed,
    [switch] $SkipScan,
    [string] $Logs = (Join-Path ([IO.Path]::GetTempPath()) 'ketaref-try')
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$Product = 'Ketamine Trauma Reference'
$OwnKey = 'HKLM:\SOFTWARE\KetamineTraumaReference'
$PolicyKey = 'HKLM:\SOFTWARE\Policies\KetamineTraumaReference'
$LinkKey = 'SOFTWARE\Classes\ketaref\shell\open\command'
$Ours = 'KetamineReference.exe', 'ketaref.exe', 'uninstall.exe'
$AfterBuild = 'MANIFEST.sha256', 'uninstall.exe'    # what the list of a payload cannot hold
$Uninstall = 'Microsoft\Windows\CurrentVersion\Uninstall\*'
$EntryPlaces = "HKLM:\SOFTWARE\$Uninstall", "HKLM:\SOFTWARE\WOW6432Node\$Uninstall", "HKCU:\SOFTWARE\$Uninstall"
$Failed = New-Object System.Collections.Generic.List[string]
$script:Calls = 0

# A check fails when its block throws; it tells what it measured, if it returns something.
function Test-That([string] $What, [scriptblock] $Check) {
    try {
        $told = "$(& $Check)".Trim()
        if ($told) { $told = ": $told" }
        Write-Output "  ok      $What$told"
    } catch {
        $Failed.Add("$What ($($_.Exception.Message))")
        Write-Output "  FAILED  $What ($($_.Exception.Message))"
    }
}

function Assert-Equal($Found, $Wanted) {
    if ($Found -ne $Wanted) { throw "found '$Found', wanted '$Wanted'" }
}

# A function hands a list of one on as that one: callers wrap it in @( ) again.
function Get-Entry {
    Get-ItemProperty -Path $EntryPlaces -ErrorAction SilentlyContinue |
        Where-Object { $_.PSObject.Properties['DisplayName'] -and $_.DisplayName -like "$Product*" }
}

function Assert-Entry([int] $Count) { Assert-Equal (@(Get-Entry).Count) $Count }

# -Wait waits for what the process starts as well: an NSIS uninstaller goes on as a copy of itself.
function Invoke-Program([string] $Program, [string] $Words) {
    (Start-Process -FilePath $Program -ArgumentList $Words -Wait -PassThru).ExitCode
}

function Invoke-Msi([string] $Words) {
    $script:Calls++
    $log = Join-Path $Logs ('msi-{0:d2}.log' -f $script:Calls)
    Invoke-Program 'msiexec.exe' "$Words /qn /norestart /l*v `"$log`""
}

function Invoke-QuietUninstall {
    $entry = @(Get-Entry)[0]
    if ($entry.QuietUninstallString -notmatch '^"([^"]+)"\s*(.*)$') { throw 'the entry has no QuietUninstallString' }
    $program, $words = $Matches[1], $Matches[2]
    Assert-Equal (Invoke-Program $program $words) 0
}

function Get-Folder {
    $entry = @(Get-Entry)[0]
    if ($entry.PSObject.Properties['InstallLocation'] -and $entry.InstallLocation) { return $entry.InstallLocation }
    return (Get-ItemProperty $OwnKey).InstallDir
}

# Every file that was built is there with the bytes that were built, and no other file is: also after the program ran.
function Assert-Files([string] $Folder) {
    $listed = @{}
    foreach ($line in [IO.File]::ReadAllLines((Join-Path $Folder 'MANIFEST.sha256'))) {
        $sum, $name = $line -split '  ', 2
        $listed[$name] = $sum
    }
    $start = $Folder.TrimEnd('\').Length + 1
    $there = @(Get-ChildItem $Folder -Recurse -File -Force |
        ForEach-Object { $_.FullName.Substring($start) -replace '\\', '/' })
    $missing = @($listed.Keys | Where-Object { $there -notcontains $_ })
    $extra = @($there | Where-Object { -not $listed.ContainsKey($_) -and $AfterBuild -notcontains $_ })
    $changed = @($listed.Keys | Where-Object { $missing -notcontains $_ } | Where-Object {
        (Get-FileHash (Join-Path $Folder $_) -Algorithm SHA256).Hash -ne $listed[$_] })
    if ($missing -or $extra -or $changed) { throw "missing: $missing; not built: $extra; changed: $changed" }
    return "$($there.Count) files"
}

function Assert-Signatures([string] $Folder) {
    $programs = @(Get-ChildItem $Folder -Recurse -File | Where-Object { '.exe', '.dll', '.pyd' -contains $_.Extension })
    $bad = @($programs | Where-Object {
        $status = (Get-AuthenticodeSignature $_.FullName).Status
        $unsigned = -not $Signed -and $Ours -contains $_.Name -and $status -eq 'NotSigned'
        $status -ne 'Valid' -and -not $unsigned })
    if ($bad) { throw "without a valid signature: $($bad.Name)" }
    return "$($programs.Count) programs and libraries"
}

function Assert-Selftest([string] $Folder) {
    $told = & (Join-Path $Folder 'KetamineReference.exe') --selftest | Out-String   # a pipe: PowerShell waits
    Assert-Equal $LASTEXITCODE 0
    $told | ConvertFrom-Json | Out-Null
    $told = & (Join-Path $Folder 'ketaref.exe') --version | Out-String
    Assert-Equal $LASTEXITCODE 0
    return $told
}

# Its own window, how long that took, no connection anywhere, and an end when it is told to close.
function Assert-Window([string] $Folder) {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $process = Start-Process -FilePath (Join-Path $Folder 'KetamineReference.exe') -PassThru
    try {
        do {
            if ($process.HasExited) { throw "it ended with exit code $($process.ExitCode)" }
            if ($clock.Elapsed.TotalSeconds -gt 30) { throw 'no window within 30 seconds (is there a desktop?)' }
            Start-Sleep -Milliseconds 20
            $process.Refresh()
        } until ($process.MainWindowTitle -like "*$Product*")
        $took = $clock.ElapsedMilliseconds
        $memory = [math]::Round($process.WorkingSet64 / 1048576)
        $open = @(Get-NetTCPConnection -OwningProcess $process.Id -ErrorAction SilentlyContinue) +
            @(Get-NetUDPEndpoint -OwningProcess $process.Id -ErrorAction SilentlyContinue)
        if ($open) { throw "it has $($open.Count) network endpoints" }
        [void] $process.CloseMainWindow()
        if (-not $process.WaitForExit(20000)) { throw 'it did not close' }
        return "$took ms, $memory MB"
    } finally {
        if (-not $process.HasExited) { $process.Kill() }
    }
}

function Assert-Link([string] $Hive, [string] $Folder) {
    $wanted = '"' + (Join-Path $Folder 'KetamineReference.exe') + '" "%1"'
    Assert-Equal (Get-ItemProperty "${Hive}:\$LinkKey").'(default)' $wanted
}

# The rule reaches the program through the registry, and its origin is told.
function Assert-Policy([string] $Folder) {
    New-Item -Force $PolicyKey | Out-Null
    try {
        New-ItemProperty $PolicyKey -Name RecentLookUps -PropertyType DWord -Value 0 | Out-Null
        $report = & (Join-Path $Folder 'ketaref.exe') policy show --json | Out-String | ConvertFrom-Json
        Assert-Equal $LASTEXITCODE 0
        $rule = @($report.rules | Where-Object { $_.name -eq 'recent_look_ups' })[0]
        Assert-Equal $rule.value $false
        return $rule.from
    } finally {
        Remove-Item -Recurse $PolicyKey
    }
}

function Assert-Gone([string] $Folder) {
    Assert-Entry 0
    if (Test-Path $Folder) { throw "$Folder still holds $(@(Get-ChildItem $Folder -Recurse -File).Count) files" }
    foreach ($key in $OwnKey, 'HKLM:\SOFTWARE\Classes\ketaref', 'HKCU:\SOFTWARE\KetamineTraumaReference',
        'HKCU:\SOFTWARE\Classes\ketaref') {
        if (Test-Path $key) { throw "$key is still there" }
    }
    $left = @(Get-Shortcut)
    if ($left) { throw "these are still there: $left" }
}

function Get-Shortcut {
    'CommonPrograms', 'Programs', 'CommonDesktopDirectory', 'DesktopDirectory' |
        ForEach-Object { Join-Path ([Environment]::GetFolderPath($_)) "$Product.lnk" } | Where-Object { Test-Path $_ }
}

function Assert-Shortcut([int] $Count) { Assert-Equal (@(Get-Shortcut).Count) $Count }

# A folder of another program, with a library of the same name as one of ours: it must be the same afterwards.
function New-ForeignFolder {
    $folder = Join-Path $env:SystemDrive '\Another Program'
    New-Item -ItemType Directory $folder | Out-Null
    Set-Content (Join-Path $folder 'msvcp140.dll') 'its own'
    return $folder
}

function Remove-ForeignFolder([string] $Folder) {
    $library = Join-Path $Folder 'msvcp140.dll'
    Assert-Equal (Get-Content $library) 'its own'
    Remove-Item $library
    [IO.Directory]::Delete($Folder)     # fails where anything else is left in it
}

function Test-Installed([string] $Folder, [string] $Hive) {
    Test-That 'one entry in the list of programs' { Assert-Entry 1 }
    Test-That 'the files are those that were built' { Assert-Files $Folder }
    Test-That 'signatures hold' { Assert-Signatures $Folder }
    Test-That 'self-test, and the command line, through a pipe' { Assert-Selftest $Folder }
    Test-That 'the window opens, connects nowhere, and closes' { Assert-Window $Folder }
    Test-That 'links of the form ketaref:// open it' { Assert-Link $Hive $Folder }
    Test-That 'a rule in the registry reaches it' { Assert-Policy $Folder }
    Test-That 'nothing was written beside the program' { Assert-Files $Folder }
}

function Test-Msi {
    Write-Output "`nMSI, for all users: $(Split-Path $Msi -Leaf)"
    if ($EarlierMsi) { Test-That 'the earlier version installs' { Assert-Equal (Invoke-Msi "/i `"$EarlierMsi`"") 0 } }
    $before = Get-Date
    Test-That 'it installs silently' {
        Assert-Equal (Invoke-Msi "/i `"$Msi`"") 0
        "$([math]::Round(((Get-Date) - $before).TotalSeconds, 1)) s"
    }
    $folder = Get-Folder
    Test-Installed $folder 'HKLM'
    $code = @(Get-Entry)[0].PSChildName
    Test-That 'a repair brings a lost file back' {
        Remove-Item (Join-Path $folder 'LICENSE.txt')
        Assert-Equal (Invoke-Msi "/fa $code") 0
        Assert-Files $folder
    }
    Test-That 'the setup program refuses beside it (6)' {
        Assert-Equal (Invoke-Program $Setup '/S /AllUsers') 6
        Assert-Entry 1
    }
    if ($EarlierMsi) {
        Test-That 'it refuses to go back (1603)' { Assert-Equal (Invoke-Msi "/i `"$EarlierMsi`"") 1603; Assert-Entry 1 }
    }
    Test-That 'it is removed silently' { Assert-Equal (Invoke-Msi "/x $code") 0 }
    Test-That 'nothing is left' { Assert-Gone $folder }
}

function Test-MsiElsewhere {
    # Letters beyond Latin-1, written so that this file stays plain ASCII.
    $letters = 0xDC, 0x6E, 0xEF, 0x20, 0x041F, 0x0430, 0x043F, 0x043A, 0x0430
    $name = -join ($letters | ForEach-Object { [char] $_ })
    $parent = Join-Path $env:SystemDrive "\$name"
    $folder = Join-Path $parent $Product
    Write-Output "`nMSI, below a folder of another script"
    $chosen = "INSTALLDIR=`"$parent`" ADDLOCAL=Main,DesktopIcon"
    if ($EarlierMsi) {
        Test-That 'the earlier version installs there' { Assert-Equal (Invoke-Msi "/i `"$EarlierMsi`" $chosen") 0 }
        $chosen = ''
    }
    Test-That 'it installs there; an upgrade finds folder and choices again' {
        Assert-Equal (Invoke-Msi "/i `"$Msi`" $chosen") 0
        Assert-Shortcut 2
    }
    Test-Installed $folder 'HKLM'
    Test-That 'it is removed silently' { Assert-Equal (Invoke-Msi "/x `"$Msi`"") 0 }
    Test-That 'nothing is left' { Assert-Gone $folder }
    Write-Output "`nMSI, below the folder of another program"
    $foreign = New-ForeignFolder
    if ($EarlierMsi) { Test-That 'the earlier one installs elsewhere' { Assert-Equal (Invoke-Msi "/i `"$EarlierMsi`"") 0 } }
    Test-That 'it installs into a folder of its own; the command line comes before what was' {
        Assert-Equal (Invoke-Msi "/i `"$Msi`" INSTALLDIR=`"$foreign`"") 0
        Assert-Entry 1
        Assert-Files (Join-Path $foreign $Product)
    }
    Test-That 'it is removed, and the other program is as it was' {
        Assert-Equal (Invoke-Msi "/x `"$Msi`"") 0
        Remove-ForeignFolder $foreign
    }
}

function Test-Setup([string] $Scope, [string] $Hive) {
    Write-Output "`nSetup program, ${Scope}: $(Split-Path $Setup -Leaf)"
    Test-That 'it refuses the folder of another program (9)' {
        $foreign = New-ForeignFolder
        Assert-Equal (Invoke-Program $Setup "/S /$Scope /D=$foreign") 9
        Assert-Entry 0
        Remove-ForeignFolder $foreign
    }
    Test-That 'it installs silently' { Assert-Equal (Invoke-Program $Setup "/S /$Scope /DesktopIcon") 0 }
    Test-That 'once more over itself; the icon stays' {
        Assert-Equal (Invoke-Program $Setup "/S /$Scope") 0
        Assert-Shortcut 2
    }
    $folder = Get-Folder
    Test-Installed $folder $Hive
    Test-That 'with a file in use it stops (5), and everything is as it was' {
        $open = [IO.File]::Open((Join-Path $folder 'lib\ketaref\__init__.py'), 'Open', 'Read', 'Read')
        try { Assert-Equal (Invoke-Program $Setup "/S /$Scope") 5 } finally { $open.Close() }
        Assert-Entry 1
        Assert-Files $folder
    }
    if ($Scope -eq 'AllUsers') {
        Test-That 'the MSI refuses beside it (1603)' { Assert-Equal (Invoke-Msi "/i `"$Msi`"") 1603; Assert-Entry 1 }
        $other = 'CurrentUser'
    } else {
        $other = 'AllUsers'
    }
    Test-That 'it refuses to install beside it for the other scope (6)' {
        Assert-Equal (Invoke-Program $Setup "/S /$other") 6
        Assert-Entry 1
    }
    Test-That 'the uninstaller refuses a scope that it was not installed with (10)' {
        Assert-Equal (Invoke-Program (Join-Path $folder 'uninstall.exe') "/S /$other _?=$folder") 10
        Assert-Files $folder
    }
    Test-That 'a file of the user survives the removal' {
        $own = Join-Path $folder 'my notes.txt'
        Set-Content $own 'mine'
        Invoke-QuietUninstall
        if (-not (Test-Path $own)) { throw 'it is gone' }
        Remove-Item $own
        [IO.Directory]::Delete($folder)     # fails where anything else is left in it
    }
    Test-That 'nothing is left' { Assert-Gone $folder }
}

function Test-Scan([string[]] $Files) {
    $scanner = Join-Path $env:ProgramFiles 'Windows Defender\MpCmdRun.exe'
    foreach ($file in $Files) {
        Test-That "Microsoft Defender finds nothing in $(Split-Path $file -Leaf)" {
            $told = & $scanner -Scan -ScanType 3 -File $file -DisableRemediation | Out-String
            if ($LASTEXITCODE -ne 0) { throw $told }
        }
    }
}

$who = New-Object Security.Principal.WindowsPrincipal ([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $who.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) { throw 'start it as administrator' }
if (Get-Entry) { throw "$Product is installed here already; remove it first, or take another machine" }
New-Item -ItemType Directory -Force -Path $Logs | Out-Null
$Msi, $Setup = (Resolve-Path $Msi).Path, (Resolve-Path $Setup).Path
if ($EarlierMsi) { $EarlierMsi = (Resolve-Path $EarlierMsi).Path }

if (-not $SkipScan) { Test-Scan @($Msi, $Setup) }
# A part that cannot go on at all counts as one failed check, and the next part is still tried.
foreach ($part in { Test-Msi }, { Test-MsiElsewhere }, { Test-Setup AllUsers HKLM }, { Test-Setup CurrentUser HKCU }) {
    try { & $part } catch { $Failed.Add("$part ($($_.Exception.Message))") }
}
Write-Output ''
if ($Failed.Count) {
    Write-Output "$($Failed.Count) checks failed (logs in $Logs):"
    $Failed | ForEach-Object { Write-Output "  $_" }
    exit 1
}
Write-Output "Every check passed (logs in $Logs)."
exit 0
