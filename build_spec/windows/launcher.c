/* Starts the program with the Python that lies beside it, and with nothing else of the machine.

   One source for two programs: KetamineReference.exe (a window) and ketaref.exe (the command line). The build gives
   PYTHON_DLL (python313.dll), PYTHON_ZIP (python313.zip) and, for the command line, CONSOLE. Which folders Python looks
   into stands in python313._pth; -I keeps variables and the user's packages out, -B writes nothing beside the program. */

#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#define WIDE_(text) L##text
#define WIDE(text) WIDE_(text)
#define LONGEST 32768       /* what a path may have where long paths are on */
#define INCOMPLETE 9        /* the exit code when a part of the installation is missing */

#ifdef CONSOLE
#define MODULE L"ketaref.cli"
#else
#define MODULE L"ketaref"
#endif

typedef int (*py_main)(int, wchar_t **);

static const wchar_t *const PARTS[] = {
    WIDE(PYTHON_DLL), WIDE(PYTHON_ZIP), L"lib\\ketaref\\__init__.py", L"lib\\ketaref\\resources\\content.sqlite",
    L"lib\\PySide6\\Qt6Core.dll", L"msvcp140.dll", L"vcruntime140.dll",
};

static wchar_t folder[LONGEST];   /* of this program, with the last backslash */
static wchar_t path[LONGEST];

/* Whether a standard handle leads to something that Python can use. A window started from the desktop has none, or some
   that lead nowhere: Python would stop at these. */
static int usable(HANDLE handle)
{
    DWORD kind;
    if (handle == NULL || handle == INVALID_HANDLE_VALUE)
        return 0;
    kind = GetFileType(handle) & ~FILE_TYPE_REMOTE;
#ifdef CONSOLE
    return kind == FILE_TYPE_PIPE || kind == FILE_TYPE_DISK || kind == FILE_TYPE_CHAR;
#else
    return kind == FILE_TYPE_PIPE || kind == FILE_TYPE_DISK;
#endif
}

static void give_standard_handles(void)
{
    static const DWORD WHICH[] = { STD_INPUT_HANDLE, STD_OUTPUT_HANDLE, STD_ERROR_HANDLE };
    int position;
    for (position = 0; position < 3; position++) {
        SECURITY_ATTRIBUTES inherited = { sizeof inherited, NULL, TRUE };
        HANDLE nowhere;
        if (usable(GetStdHandle(WHICH[position])))
            continue;
        nowhere = CreateFileW(L"NUL", position ? GENERIC_WRITE : GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE,
                              &inherited, OPEN_EXISTING, 0, NULL);
        if (nowhere != INVALID_HANDLE_VALUE)
            SetStdHandle(WHICH[position], nowhere);
    }
}

/* Say what is wrong: where somebody or something reads the errors, there; else in a box. */
static int failed(const wchar_t *part)
{
    static wchar_t text[LONGEST + 512];
    HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
    text[0] = 0;
    wcscat(text, L"Ketamine Trauma Reference cannot start: this part of it is missing or cannot be used.\r\n\r\n");
    wcscat(text, folder);
    wcscat(text, part);
    wcscat(text, L"\r\n\r\nRepair the installation, or install it again. A virus scanner may have moved the file.\r\n");
    if (usable(errors)) {
        static char bytes[4 * (LONGEST + 512)];
        DWORD written;
        int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, sizeof bytes, NULL, NULL);
        WriteFile(errors, bytes, length > 0 ? (DWORD)length - 1 : 0, &written, NULL);
    } else {
        MessageBoxW(NULL, text, L"Ketamine Trauma Reference", MB_OK | MB_ICONERROR);
    }
    return INCOMPLETE;
}

static const wchar_t *in_folder(const wchar_t *part)
{
    wcscpy(path, folder);
    wcscat(path, part);
    return path;
}

static int start(int count, wchar_t **words)
{
    static wchar_t *const FIRST[] = { L"-I", L"-B", L"-X", L"utf8", L"-m", MODULE };
    const int first = (int)(sizeof FIRST / sizeof *FIRST);
    wchar_t **all, *end;
    HMODULE python;
    union { FARPROC found; py_main call; } entry;
    DWORD length = GetModuleFileNameW(NULL, folder, LONGEST - 64);
    size_t part;

    if (length == 0 || length >= LONGEST - 64 || (end = wcsrchr(folder, L'\\')) == NULL) {
        folder[0] = 0;
        return failed(L"(the path of the program is too long)");
    }
    end[1] = 0;
    for (part = 0; part < sizeof PARTS / sizeof *PARTS; part++)
        if (GetFileAttributesW(in_folder(PARTS[part])) == INVALID_FILE_ATTRIBUTES)
            return failed(PARTS[part]);
    give_standard_handles();   /* before Python's C library is loaded, which takes them as it finds them */
    /* No library comes from the current folder or from PATH. */
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_APPLICATION_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32
                             | LOAD_LIBRARY_SEARCH_USER_DIRS);
    python = LoadLibraryExW(in_folder(WIDE(PYTHON_DLL)), NULL,
                            LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    entry.found = python ? GetProcAddress(python, "Py_Main") : NULL;
    if (!entry.found)
        return failed(WIDE(PYTHON_DLL));
    all = calloc((size_t)(count + first + 1), sizeof *all);
    if (!all)
        return INCOMPLETE;
    all[0] = words[0];
    memcpy(all + 1, FIRST, sizeof FIRST);
    memcpy(all + 1 + first, words + 1, (size_t)(count - 1) * sizeof *all);
    return entry.call(count + first, all);
}

#ifdef CONSOLE
int wmain(int count, wchar_t **words)
{
    return start(count, words);
}
#else
int WINAPI wWinMain(HINSTANCE own, HINSTANCE none, wchar_t *line, int show)
{
    (void)own, (void)none, (void)line, (void)show;
    return start(__argc, __wargv);
}
#endif
