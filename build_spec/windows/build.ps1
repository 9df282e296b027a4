<#
.SYNOPSIS
Builds, signs, checks and tries both Windows installers, on one Windows machine, from a clean clone.

.DESCRIPTION
The installers are put together by Linux tools (wixl, msitools, makensis, MinGW), so that their bytes do not depend on
the builder's Windows. This script runs that build in the Windows Subsystem for Linux, with the same command as on any
Linux, and does here what only Windows can: sign with a certificate in its store or on a token, verify the signatures,
scan with Microsoft Defender, and install, start, repair and remove both (try.ps1).

It was written without a Windows machine: its syntax was checked and build-from-bundle.sh was run on Linux, but this
script has never been run. Whoever runs it first should expect to mend it, and CHECKS.md tells what it does not cover.

Needs: Windows 10 1809 or newer (x64), an elevated PowerShell (5.1 or 7) unless -SkipTry, git, WSL with a Debian 12 or
newer and in it: git python3 python3-venv python3-pip wixl msitools nsis gcc-mingw-w64-x86-64 faketime bubblewrap, and
python3.NN of the same minor version as the Python for Windows. To sign: signtool, which is part of the Windows SDK.

.PARAMETER PythonZip
python.org's "Windows embeddable package (64-bit)", whose SHA-256 stands in python_embed.toml under [release].

.PARAMETER StandIn
Builds with the stand-in instead, for tests; the installers have TEST-ONLY in their names, and are not to be given out.

.PARAMETER Version
Another version than the program's own, to try an upgrade.

.PARAMETER Output
The folder for the installers; dist below the root of the sources if not given.

.PARAMETER Distribution
The name of the Linux in WSL, as `wsl --list` shows it.

.PARAMETER Thumbprint
The SHA-1 thumbprint of the certificate to sign with (40 hexadecimal digits). Without it nothing is signed.

.PARAMETER TimestampServer
The address of an RFC 3161 time-stamp server of the certificate's issuer. Needed with -Thumbprint.

.PARAMETER SignTool
signtool.exe; the newest of the Windows SDKs if not given.

.PARAMETER EarlierMsi
An MSI of an earlier version: then the upgrade from it, and the refusal to go back, are tried as well.

.PARAMETER SkipBuild
Takes the installers that lie in -Output already.

.PARAMETER SkipTry
Builds, signs and verifies, but installs nothing: no elevation is needed.

.PARAMETER SkipScan
Leaves out Microsoft Defender, where another product has its place.

.EXAMPLE
.\build_spec\windows\build.ps1 -PythonZip D:\python-embed-amd64.zip -Thumbprint 0123... -TimestampServer http://...

.NOTES
Exit codes: 0 all is well; 1 something failed, and the last lines say what.
#>
[CmdletBinding()]
param(
    [string] $PythonZip = '',
    [switch] $StandIn,
    [string] $Version = '',
    [string] $Output = '',
    [string] $Distribution = 'Debian',
    [string] $Thumbprint = '',
    [string] $TimestampServer = '',
    [string] $SignTool = '',
    [string] $EarlierMsi = '',
    [switch] $SkipBuild,
    [switch] $SkipTry,
    [switch] $SkipScan
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

function Get-LinuxPath([string] $Path) {
    $said = & wsl.exe --distribution $Distribution --exec wslpath -a -u ($Path -replace '\\', '/')
    if ($LASTEXITCODE -ne 0) { throw "WSL does not know the path $Path" }
    return "$said".Trim()
}

function Get-ProgramVersion([string] $Root) {
    $source = Get-Content -Raw (Join-Path $Root 'app\ketaref\__init__.py')
    if ($source -notmatch '(?m)^__version__ = "([^"]+)"') { throw 'app\ketaref\__init__.py tells no __version__' }
    return $Matches[1]
}

function Get-SignTool {
    if ($SignTool) { return (Resolve-Path $SignTool).Path }
    $kits = Join-Path ${env:ProgramFiles(x86)} 'Windows Kits\10\bin\10.*\x64\signtool.exe'
    $newest = Get-ChildItem $kits -ErrorAction SilentlyContinue |
        Sort-Object { [version] $_.Directory.Parent.Name } | Select-Object -Last 1
    if (-not $newest) { throw 'signtool.exe is missing: install the Windows SDK, or name it with -SignTool' }
    return $newest.FullName
}

function Assert-Parameters {
    if ($Thumbprint -and ($Thumbprint -notmatch '^[0-9A-Fa-f]{40}$')) { throw '-Thumbprint: 40 hexadecimal digits' }
    if ($Thumbprint -and -not $TimestampServer) {
        throw '-Thumbprint needs -TimestampServer: a signature without a time ends with its certificate'
    }
    if ($SkipBuild) { return }
    if ([bool] $PythonZip -eq [bool] $StandIn) { throw 'give -PythonZip FILE for a release, or -StandIn for tests' }
    foreach ($tool in 'git.exe', 'wsl.exe') {
        if (-not (Get-Command $tool -ErrorAction SilentlyContinue)) { throw "$tool is missing" }
    }
}

# The build signs the two programs and the uninstaller before they are packed; WSLENV hands these on, paths translated.
function Set-SigningEnvironment([string] $Work) {
    $env:KETAREF_SIGN_SCRIPT = 'sign-with-signtool.sh'
    $env:KETAREF_SIGN_TOOL = Get-SignTool
    $env:KETAREF_SIGN_THUMBPRINT = $Thumbprint
    $env:KETAREF_SIGN_TIMESTAMP = $TimestampServer
    $env:KETAREF_SIGN_FOLDER = $Work
    $env:WSLENV = 'KETAREF_SIGN_SCRIPT:KETAREF_SIGN_TOOL/p:KETAREF_SIGN_THUMBPRINT:KETAREF_SIGN_TIMESTAMP:' +
        'KETAREF_SIGN_FOLDER/p'
}

function Invoke-Build([string] $Root, [string] $Release) {
    $changed = & git.exe -C $Root status --porcelain
    if ($changed) { throw "a build is made from the last commit, and these changes are in none:`n$changed" }
    $work = Join-Path ([IO.Path]::GetTempPath()) "ketaref-build-$PID"
    New-Item -ItemType Directory -Path $work | Out-Null
    try {
        $bundle = Join-Path $work 'sources.bundle'
        & git.exe -C $Root bundle create --quiet $bundle HEAD
        if ($LASTEXITCODE -ne 0) { throw 'git could not write the bundle of the sources' }
        if ($Thumbprint) { Set-SigningEnvironment $work }
        $python = 'stand-in'
        if (-not $StandIn) { $python = Get-LinuxPath (Resolve-Path $PythonZip).Path }
        # A checkout on Windows may have CRLF line ends, which no Linux shell reads.
        $text = (Get-Content -Raw (Join-Path $PSScriptRoot 'build-from-bundle.sh')) -replace "`r", ''
        $plain = Join-Path $work 'build-from-bundle.sh'
        [IO.File]::WriteAllText($plain, $text)
        $script = Get-LinuxPath $plain
        $words = $script, (Get-LinuxPath $bundle), (Get-LinuxPath $Output), $Release, $python
        & wsl.exe --distribution $Distribution --exec sh @words
        if ($LASTEXITCODE -ne 0) { throw 'the build in WSL failed; its last lines say why' }
    } finally {
        Remove-Item -Recurse -Force $work
    }
}

function Get-Installer([string] $Release, [string] $Ending) {
    $found = @(Get-ChildItem (Join-Path $Output "KetamineTraumaReference-$Release-x64*$Ending"))
    if ($found.Count -ne 1) { throw "$Output holds $($found.Count) installers $Ending of $Release; it must be one" }
    return $found[0].FullName
}

function Add-Signature([string[]] $Files) {
    $tool = Get-SignTool
    foreach ($file in $Files) {
        if ((Get-AuthenticodeSignature $file).Status -eq 'NotSigned') {
            $words = '/fd', 'SHA256', '/sha1', $Thumbprint, '/tr', $TimestampServer, '/td', 'SHA256'
            & $tool sign /q @words /d 'Ketamine Trauma Reference' $file
            if ($LASTEXITCODE -ne 0) { throw "signtool could not sign $file" }
        }
        & $tool verify /q /pa /tw $file
        if ($LASTEXITCODE -ne 0) { throw "the signature of $file does not hold, or has no time stamp" }
    }
}

try {
    $root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
    if (-not $Output) { $Output = Join-Path $root 'dist' }
    $Output = (New-Item -ItemType Directory -Force -Path $Output).FullName
    Assert-Parameters
    $release = $Version
    if (-not $release) { $release = Get-ProgramVersion $root }
    if (-not $SkipBuild) { Invoke-Build $root $release }
    $installers = @((Get-Installer $release '.msi'), (Get-Installer $release '.exe'))
    if ($Thumbprint) { Add-Signature $installers }
    # Signed files have other sums than those that Linux wrote.
    $sums = $installers | ForEach-Object {
        "$((Get-FileHash $_ -Algorithm SHA256).Hash.ToLower())  $(Split-Path $_ -Leaf)" }
    [IO.File]::WriteAllText((Join-Path $Output 'SHA256SUMS-windows'), (($sums -join "`n") + "`n"))
    $sums | ForEach-Object { Write-Output $_ }
    if ($SkipTry) { exit 0 }
    $words = @{ Msi = $installers[0]; Setup = $installers[1]; Signed = [bool] $Thumbprint; SkipScan = [bool] $SkipScan }
    if ($EarlierMsi) { $words['EarlierMsi'] = $EarlierMsi }
    & (Join-Path $PSScriptRoot 'try.ps1') @words
    exit $LASTEXITCODE
} catch {
    [Console]::Error.WriteLine("Stopped: $($_.Exception.Message)")
    exit 1
}
