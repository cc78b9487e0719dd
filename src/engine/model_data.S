/* model_data.S -- the model file, put into the program as it is. */
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
    .section .note.GNU-stack, "", @progbits
