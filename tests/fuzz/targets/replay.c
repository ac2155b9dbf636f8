/* In place of libFuzzer: each file that is named, once. */
#include "base/file.h"

#include "target.h"

#include <stdio.h>

int main(int count, char **paths)
{
    for (int i = 1; i < count; i++) {
        Builder data = {0};
        FileError error;
        if (!file_read(paths[i], 1 << 24, &data, &error)) {
            fprintf(stderr, "%s\n", error.text);
            return 1;
        }
        fprintf(stderr, "%s\n", paths[i]); /* the last one named is the one that went wrong */
        LLVMFuzzerTestOneInput((const uint8_t *)(data.at ? data.at : ""), data.length);
        builder_free(&data);
    }
    printf("%d inputs\n", count - 1);
    return count < 2;
}
