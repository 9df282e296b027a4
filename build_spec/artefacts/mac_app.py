"""What the macOS app says of itself to the system. The app itself can be built on a Mac alone: see macos/CHECKS.md."""

APP_NAME = "Ketamine Trauma Reference.app"
IDENTIFIER = "org.ketaref"
EARLIEST_SYSTEM = "13.0"
"""The tag of the pinned PySide6 wheel, macosx_13_0 (a test compares): Qt 6.11 runs on no earlier macOS."""


def information(release: str) -> dict[str, object]:
    """The keys of Info.plist, for the version `release`."""
    return {
        "CFBundleName": "Ketamine Trauma Reference",
        "CFBundleDisplayName": "Ketamine Trauma Reference",
        "CFBundleShortVersionString": release,
        "CFBundleVersion": release,
        "LSApplicationCategoryType": "public.app-category.medical",
        "LSMinimumSystemVersion": EARLIEST_SYSTEM,
        "NSHighResolutionCapable": True,
        # Colours follow the system; without this key an older build of Qt would show the light ones always.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "Apache-2.0; content CC BY 4.0",
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": IDENTIFIER,
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": ["ketaref"],
            }
        ],
    }
