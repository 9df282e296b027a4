/* For tests under Wine alone, never shipped: Windows 10 has this library, Wine 8 has not. Qt asks it for converters of
   old character sets; here there are none. */
#include <stddef.h>
#define NONE(name) __declspec(dllexport) void *name(void) { return NULL; }
__declspec(dllexport) void *ucnv_open(const char *name, int *error) { (void)name; if (error) *error = 4; return NULL; }
NONE(ucnv_close) NONE(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NONE(UCNV_TO_U_CALLBACK_SUBSTITUTE) NONE(ucnv_reset)
NONE(ucnv_getMaxCharSize) NONE(ucnv_getName) NONE(ucnv_getToUCallBack) NONE(ucnv_getFromUCallBack)
NONE(ucnv_setToUCallBack) NONE(ucnv_setFromUCallBack) NONE(ucnv_cbToUWriteUChars) NONE(ucnv_toUnicode)
NONE(ucnv_cbFromUWriteUChars) NONE(ucnv_toUCountPending) NONE(ucnv_fromUCountPending) NONE(ucnv_getStandardName)
NONE(ucnv_getAvailableName) NONE(ucnv_countAvailable) NONE(ucnv_fromUnicode)
