/* Attributes and calls. */
#include "sim/plain.h"

static const Method *find_method(const ObjType *type, Str name)
{
    for (const Method *method = type->methods; method && method->name; method++)
        if (str_is(name, method->name))
            return method;
    return NULL;
}

static const Attribute *find_attribute(const ObjType *type, Str name)
{
    for (const Attribute *attribute = type->attributes; attribute && attribute->name; attribute++)
        if (str_is(name, attribute->name))
            return attribute;
    return NULL;
}

static bool no_attribute(Run *run, Value value, Str name)
{
    if (value_is_type(value))
        return raise_text(run, BUILTIN_ATTRIBUTE_ERROR, "type object '%s' has no attribute '%.*s'",
                          builtin_name(value.id), (int)name.length, name.at);
    return raise_text(run, BUILTIN_ATTRIBUTE_ERROR, "'%s' object has no attribute '%.*s'",
                      value_type_name(value), (int)name.length, name.at);
}

bool value_attribute(Run *run, Value value, Str name, Value *result)
{
    if (value.tag != V_OBJ)
        return no_attribute(run, value, name);
    const ObjType *type = obj_types[value.o->kind];
    const Attribute *attribute = find_attribute(type, name);
    if (attribute)
        return attribute->get(run, value.o, result);
    const Method *method = find_method(type, name);
    if (!method)
        return no_attribute(run, value, name);
    MethodObj *bound = heap_make(run->heap, OBJ_METHOD, sizeof *bound);
    bound->self = value.o;
    bound->method = method;
    *result = OBJ_VALUE(bound);
    return true;
}

const Method *value_method(Value self, Str name)
{
    return self.tag == V_OBJ ? find_method(obj_types[self.o->kind], name) : NULL;
}

bool value_call_method(Run *run, Value self, Str name, const Arguments *arguments, Value *result)
{
    const Method *method = value_method(self, name);
    if (method)
        return method->call(run, self.o, arguments, result);
    Value attribute;
    return value_attribute(run, self, name, &attribute)
           && value_call(run, attribute, arguments, result);
}

bool value_call(Run *run, Value callee, const Arguments *arguments, Value *result)
{
    if (callee.tag == V_BUILTIN)
        return builtin_call(run, callee.id, arguments, result);
    if (callee.tag == V_COROUTINE) {
        Frame *frame = frame_script(run, callee.id, arguments);
        if (frame)
            *result = OBJ_VALUE(frame);
        return frame != NULL;
    }
    if (value_is(callee, OBJ_METHOD)) {
        const MethodObj *bound = (MethodObj *)(void *)callee.o;
        return bound->method->call(run, bound->self, arguments, result);
    }
    return raise_text(run, BUILTIN_TYPE_ERROR, "'%s' object is not callable",
                      value_type_name(callee));
}

static void visit(Heap *heap, Obj *self)
{
    heap_mark(heap, ((MethodObj *)(void *)self)->self);
}

static bool repr(Run *run, Obj *self, Builder *out)
{
    const MethodObj *bound = (MethodObj *)(void *)self;
    const char *type = value_type_name(OBJ_VALUE(bound->self));
    if (bound->self->kind < OBJ_LOCK || bound->self->kind > OBJ_COMPLETED) {
        builder_printf(out, "<built-in method %s of %s object>", bound->method->name, type);
        return true;
    }
    builder_printf(out, "<bound method %s.%s of ", type, bound->method->name);
    bool good = value_repr(run, OBJ_VALUE(bound->self), out);
    builder_char(out, '>');
    return good;
}

const ObjType method_type = {.name = "builtin_function_or_method", .visit = visit, .repr = repr};
