/* model_data.S -- the model file, put into the program as it is, and its SHA-256, which the build
 * fills in (tools/model_source.py): hashing at each start would take longer than reading a report. */
    .section .rodata
    .balign 64
    .global sayso__builtin_model
    .hidden sayso__builtin_model
    .type sayso__builtin_model, @object
sayso__builtin_model:
    .incbin MODEL_FILE
    .global sayso__builtin_model_end
    .hidden sayso__builtin_model_end
sayso__builtin_model_end:
    .byte 0
    .global sayso__builtin_model_sha256
    .hidden sayso__builtin_model_sha256
sayso__builtin_model_sha256:
    .asciz MODEL_SHA256
    .section .note.GNU-stack, "", @progbits
