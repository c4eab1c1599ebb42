using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Components.Forms;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Names of the fields that have messages. An <see cref="EditContext"/> lists messages without their fields, so it is queried by the members of its model:
/// names come from the application's types, never from what was sent. No code of the model runs, because a getter can load from a database or wait: objects
/// inside the model are read from the fields of automatic properties and from the framework's own lists.
/// </summary>
internal sealed class FormMessages(EditContext edited)
{
    private const int MaxDepth = 5;
    private const int MaxObjects = 256;

    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly List<string> _fields = [];
    private int _left;

    /// <summary>Each field once for each object that has it, and "(other)" where messages are left that no member has.</summary>
    public static IReadOnlyList<string> Fields(EditContext edited)
    {
        var messages = new FormMessages(edited) { _left = edited.GetValidationMessages().Count() };
        messages.Look(edited.Model, "", MaxDepth);
        if (messages._left > 0)
            messages._fields.Add(FailingFields.Other);
        return messages._fields;
    }

    // Messages about the whole model are about no field. Objects inside it are searched only for messages that are left.
    private void Look(object model, string path, int depth)
    {
        if (_seen.Count >= MaxObjects || !_seen.Add(model))
            return;
        var properties = model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance);
        _left -= Messages(model, "");
        foreach (var property in properties)
            if (Messages(model, property.Name) is > 0 and var count)
            {
                _left -= count;
                _fields.Add(path + property.Name);
            }

        foreach (var property in properties)
            if (_left > 0 && depth > 0 && MayHoldObjects(property.PropertyType))
                foreach (var inner in Objects(Value(property, model)))
                    Look(inner, $"{path}{property.Name}.", depth - 1);
    }

    private int Messages(object model, string field) => edited.GetValidationMessages(new FieldIdentifier(model, field)).Count();

    // A property with a getter of its own has no such field: its messages are left, and named so. A proxy overrides the property of the type that has it.
    private static object? Value(PropertyInfo property, object model)
    {
        for (var type = property.DeclaringType; type is not null; type = type.BaseType)
            if (type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is { } field)
                return field.GetValue(model);
        return null;
    }

    private static bool MayHoldObjects(Type type) => !type.IsValueType && type != typeof(string);

    private static IEnumerable<object> Objects(object? value) => value switch
    {
        null or string => [],
        IEnumerable many when !IsPlainList(many.GetType()) => [],
        IEnumerable many => many.Cast<object?>().Take(MaxObjects).OfType<object>().Where(o => MayHoldObjects(o.GetType())),
        _ => [value],
    };

    private static bool IsPlainList(Type type) =>
        type.IsArray || (type.IsGenericType && type.GetGenericTypeDefinition() is var definition && (definition == typeof(List<>) || definition == typeof(HashSet<>)));
}
