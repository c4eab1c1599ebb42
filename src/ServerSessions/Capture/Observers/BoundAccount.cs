using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture.Observers;

/// <summary>Finds the attempted account among the bound arguments of a login endpoint: a JSON body is read by nobody but the binder.</summary>
internal static class BoundAccount
{
    private static readonly ConcurrentDictionary<(Type Type, string Name), PropertyInfo?> Properties = new();

    public static void Note(HttpContext context, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        if (Visit.Of(context) is { Account.IsNone: true } visit)
            visit.Try(arguments, static (visit, arguments) => Note(visit, arguments));
    }

    private static void Note(Visit visit, IEnumerable<KeyValuePair<string, object?>> arguments)
    {
        if (visit.LoginField() is not { } field)
            return;
        foreach (var (name, value) in arguments)
        {
            var account = value is string text && name.Equals(field, StringComparison.OrdinalIgnoreCase) ? text : Member(value, field);
            if (!string.IsNullOrWhiteSpace(account))
            {
                visit.Attempt(account);
                return;
            }
        }
    }

    private static string? Member(object? value, string name) =>
        value is null or string || value.GetType() is var type && (type.IsPrimitive || type.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true)
            ? null
            : Properties.GetOrAdd((value.GetType(), name), static key => Find(key.Type, key.Name))?.GetValue(value) as string;

    // By hand, because asking for a name without regard to case throws where a type has Email and email, or hides its base's.
    private static PropertyInfo? Find(Type type, string name) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault(p =>
        p.CanRead && p.PropertyType == typeof(string) && p.GetIndexParameters().Length == 0 && p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
