/* For tests under Wine alone, never shipped: Wine 8 lacks a function of Windows' colour management that Qt calls. */
#include <windows.h>
__declspec(dllexport) HANDLE WINAPI WcsCreateIccProfile(HANDLE p, DWORD o) { (void)p; (void)o; return NULL; }
__declspec(dllexport) HANDLE WINAPI OpenColorProfileW(void *p, DWORD a, DWORD s, DWORD c)
{ (void)p; (void)a; (void)s; (void)c; return NULL; }
__declspec(dllexport) BOOL WINAPI GetColorProfileFromHandle(HANDLE p, BYTE *b, DWORD *s)
{ (void)p; (void)b; (void)s; return FALSE; }
__declspec(dllexport) BOOL WINAPI CloseColorProfile(HANDLE p) { (void)p; return TRUE; }
