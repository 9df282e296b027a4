<#
.SYNOPSIS
    Signs, verifies and tries the Windows installers on a Windows machine, end to end.

.DESCRIPTION
    THIS SCRIPT WAS WRITTEN WITHOUT A WINDOWS MACHINE AND HAS NEVER BEEN RUN. Read it before you trust it, and put
    right what it gets wrong.

    wixl, which makes the MSI, runs on Linux. So the build itself runs in the Windows Subsystem for Linux (Debian 12 or
    later, or Ubuntu 24.04), with the same commands as on a Linux machine, and gives the same bytes. Everything that only
    Windows can do is done here: signing (signtool), checking signatures, scanning (Defender), a silent installation and
    removal of both installers.

    The build calls sign.sh for each file of our own, before it is packed: both programs, the uninstaller, both packages.
    sign.sh calls signtool.exe from the Linux side. Then: scan, install, check every signature, start, repair, remove.

.PARAMETER PythonZip
    python.org's "Windows embeddable package (64-bit)". Its SHA-256 must stand in python_embed.toml.
.PARAMETER Thumbprint
    Thumbprint of the code-signing certificate in the store of the current user. Without it nothing is signed.
.PARAMETER TimestampUrl
    The RFC 3161 time stamp server of your certificate's issuer.
.PARAMETER Distribution
    Name of the WSL distribution that has the build tools.
.PARAMETER SkipBuild
    Take the installers that lie in dist already.
#>
[CmdletBinding()]
param(
    [string] $PythonZip,
    [string] $Thumbprint,
    [string] $TimestampUrl,
    [string] $Distribution = 'Debian',
    [switch] $SkipBuild
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$Root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$Dist = Join-Path $Root 'dist'
$Name = 'Ketamine Trauma Reference'
$Installed = Join-Path $env:ProgramFiles $Name
$OwnKey = 'HKLM:\SOFTWARE\KetamineTraumaReference'
$Expected = @('The Qt Company', 'Python Software Foundation', 'Microsoft')

function Stop-WithCode([string] $What, [int] $Code, [int[]] $Fine = @(0)) {
    if ($Fine -notcontains $Code) { throw "$What ended with the exit code $Code." }
}

function Get-LinuxPath([string] $Path) {
    $told = & wsl.exe -d $Distribution -- wslpath -a ($Path -replace '\\', '/')
    Stop-WithCode 'wslpath' $LASTEXITCODE
    return $told.Trim()
}

function Invoke-LinuxBuild([string[]] $Arguments) {
    $there = Get-LinuxPath $Root
    & wsl.exe -d $Distribution --cd $there -- python3 build_spec/build.py @Arguments
    Stop-WithCode "build.py $($Arguments -join ' ')" $LASTEXITCODE
}

function Test-InstalledSignatures {
    $bad = foreach ($file in Get-ChildItem $Installed -Recurse -Include *.exe, *.dll, *.pyd) {
        $found = Get-AuthenticodeSignature -LiteralPath $file.FullName
        $own = $file.Name -in @('KetamineReference.exe', 'ketaref.exe', 'uninstall.exe')
        $subject = if ($found.SignerCertificate) { $found.SignerCertificate.Subject } else { '' }
        $known = @($Expected | Where-Object { $subject -like "*$_*" }).Count -gt 0
        if ($own -and -not $Thumbprint) { continue }
        if ($found.Status -ne 'Valid' -or (-not $own -and -not $known)) { "$($file.FullName): $($found.Status) $subject" }
    }
    if ($bad) { throw "Signatures that do not hold, or are of nobody expected:`n$($bad -join "`n")" }
}

function Test-Program {
    # The programs are told to write into pipes: Start-Process would give them no way to say what is wrong.
    $told = & (Join-Path $Installed 'ketaref.exe') search ketmine --limit 1
    Stop-WithCode 'ketaref search' $LASTEXITCODE
    if (-not ($told -match 'ketaref://')) { throw "ketaref search found nothing: $told" }
    $tested = & (Join-Path $Installed 'KetamineReference.exe') --selftest | Out-String
    Stop-WithCode 'The self-test' $LASTEXITCODE
    if (-not ($tested | ConvertFrom-Json).passed) { throw "The self-test failed: $tested" }
    $measured = & (Join-Path $Installed 'KetamineReference.exe') --measure-start | Out-String
    Write-Output "Start: $measured"
}

function Get-Entries {
    $places = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*',
        'HKCU:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*'
    return @(Get-ItemProperty $places -ErrorAction SilentlyContinue |
        Where-Object { $_.PSObject.Properties['DisplayName'] -and $_.DisplayName -eq $Name })
}

function Assert-Gone {
    for ($wait = 0; $wait -lt 60 -and (Test-Path $Installed); $wait++) { Start-Sleep -Milliseconds 500 }
    if (Test-Path $Installed) { throw "$Installed is still there after the removal." }
    if ((Get-Entries).Count) { throw 'The list of programs still has an entry.' }
    if (Test-Path $OwnKey) { throw "$OwnKey is still there." }
}

function Test-Msi([string] $Msi) {
    $log = Join-Path $env:TEMP 'ketaref-msi.log'
    $done = Start-Process msiexec.exe -Wait -PassThru -ArgumentList "/i `"$Msi`" /qn /norestart /l*v `"$log`""
    Stop-WithCode "msiexec /i (see $log)" $done.ExitCode
    if ((Get-Entries).Count -ne 1) { throw 'There must be one entry in the list of programs.' }
    Test-InstalledSignatures
    Test-Program
    Remove-Item (Join-Path $Installed 'lib\ketaref\paths.py')
    $done = Start-Process msiexec.exe -Wait -PassThru -ArgumentList "/fa `"$Msi`" /qn /norestart"
    Stop-WithCode 'msiexec /fa' $done.ExitCode
    if (-not (Test-Path (Join-Path $Installed 'lib\ketaref\paths.py'))) { throw 'A repair did not bring a file back.' }
    $done = Start-Process msiexec.exe -Wait -PassThru -ArgumentList "/x `"$Msi`" /qn /norestart"
    Stop-WithCode 'msiexec /x' $done.ExitCode
    Assert-Gone
}

function Test-Setup([string] $Setup) {
    $done = Start-Process $Setup -Wait -PassThru -ArgumentList '/S /AllUsers'
    Stop-WithCode 'The setup program' $done.ExitCode
    if ((Get-Entries).Count -ne 1) { throw 'There must be one entry in the list of programs.' }
    Test-Program
    $done = Start-Process (Join-Path $Installed 'uninstall.exe') -Wait -PassThru -ArgumentList '/S /AllUsers'
    Stop-WithCode 'The uninstaller' $done.ExitCode
    Assert-Gone
}

function Invoke-Scan([string[]] $Files) {
    $scanner = Join-Path $env:ProgramFiles 'Windows Defender\MpCmdRun.exe'
    if (-not (Test-Path $scanner)) { throw 'Microsoft Defender is not on this machine: scan the files with what you have.' }
    foreach ($file in $Files) {
        & $scanner -Scan -ScanType 3 -File $file -DisableRemediation
        Stop-WithCode "Defender on $file" $LASTEXITCODE
    }
}

$principal = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    throw 'Start this as an administrator: it installs for all users.'
}
if (-not $SkipBuild) {
    if (-not $PythonZip) { throw 'Name the Python for Windows: -PythonZip FILE (see python_embed.toml).' }
    if ($Thumbprint) {
        if (-not $TimestampUrl) { throw 'A signature needs -TimestampUrl: without a time stamp it ends with the certificate.' }
        $env:KETAREF_SIGN = Get-LinuxPath (Join-Path $PSScriptRoot 'sign.sh')
        $env:KETAREF_THUMBPRINT = $Thumbprint
        $env:KETAREF_TIMESTAMP_URL = $TimestampUrl
        $env:WSLENV = 'KETAREF_SIGN:KETAREF_THUMBPRINT:KETAREF_TIMESTAMP_URL'
    } else {
        Write-Warning 'No -Thumbprint: nothing is signed. Do not give these files to anybody.'
    }
    Invoke-LinuxBuild @('msi', 'nsis', '--python-zip', (Get-LinuxPath (Resolve-Path $PythonZip).Path))
}
$msi = (Get-ChildItem $Dist -Filter 'KetamineTraumaReference-*-x64*.msi' | Sort-Object LastWriteTime | Select-Object -Last 1)
$setup = (Get-ChildItem $Dist -Filter 'KetamineTraumaReference-*-setup.exe' | Sort-Object LastWriteTime | Select-Object -Last 1)
if (-not $msi -or -not $setup) { throw "dist holds no MSI or no setup program: build both first." }
if ($Thumbprint) {
    foreach ($file in $msi.FullName, $setup.FullName) {
        $status = (Get-AuthenticodeSignature -LiteralPath $file).Status
        if ($status -ne 'Valid') { throw "The signature of $file is $status." }
    }
}
Invoke-Scan @($msi.FullName, $setup.FullName)
Test-Msi $msi.FullName
Test-Setup $setup.FullName
Get-FileHash -Algorithm SHA256 $msi.FullName, $setup.FullName | Format-List Hash, Path
Write-Output 'Done. Now the list in CHECKS.md, which needs eyes.'
