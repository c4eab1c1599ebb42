using System.Collections;
using System.Reflection;
using Microsoft.AspNetCore.Components.Forms;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Names of the fields that have messages. An <see cref="EditContext"/> lists messages without their fields, so it is asked about the members of its model:
/// names come from the application's types, never from what was sent.
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

    // Messages about the whole model are about no field. Objects inside it are looked at only for messages that are left: reading a member runs code of the application.
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
            if (_left > 0 && depth > 0 && property is { CanRead: true } && property.GetIndexParameters().Length == 0 && MayHoldObjects(property.PropertyType))
                foreach (var inner in Objects(Value(property, model)))
                    Look(inner, $"{path}{property.Name}.", depth - 1);
    }

    private int Messages(object model, string field) => edited.GetValidationMessages(new FieldIdentifier(model, field)).Count();

    // A member that fails hides its messages: they are left, and named so.
    private static object? Value(PropertyInfo property, object model)
    {
        try
        {
            return property.GetValue(model);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static bool MayHoldObjects(Type type) => !type.IsValueType && type != typeof(string);

    private static IEnumerable<object> Objects(object? value) => value switch
    {
        null or string => [],
        IEnumerable many => many.Cast<object?>().Take(MaxObjects).OfType<object>().Where(o => MayHoldObjects(o.GetType())),
        _ => [value],
    };
}
