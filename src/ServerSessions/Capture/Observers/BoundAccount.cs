using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ServerSessions.Capture.Observers;

/// <summary>
/// Finds the attempted account among what was bound for a login endpoint. Only the binder reads a JSON body, and only the binder decides which of several values of a
/// form, a route and a query names the account.
/// </summary>
internal static class BoundAccount
{
    private static readonly ConcurrentDictionary<(Type Type, string Name), PropertyInfo?> Properties = new();

    /// <param name="context">The request.</param>
    /// <param name="arguments">The bound arguments of the handler.</param>
    /// <param name="model">The values bound by MVC and Razor Pages, also to properties of a page; null for minimal APIs.</param>
    public static void Note(HttpContext context, IEnumerable<KeyValuePair<string, object?>> arguments, ModelStateDictionary? model = null)
    {
        if (Visit.Of(context) is { Account.IsNone: true } visit)
            visit.Try((arguments, model), static (visit, bound) => Note(visit, bound.arguments, bound.model));
    }

    private static void Note(Visit visit, IEnumerable<KeyValuePair<string, object?>> arguments, ModelStateDictionary? model)
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

        if (model is not null && model.TryGetValue(field, out var entry) && FirstOf(entry.RawValue) is { Length: > 0 } bound)
            visit.Attempt(bound);
    }

    private static string? FirstOf(object? raw) => raw is string[] { Length: > 0 } values ? values[0] : raw as string;

    private static string? Member(object? value, string name) =>
        value is null or string || value.GetType() is var type && (type.IsPrimitive || type.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true)
            ? null
            : Properties.GetOrAdd((value.GetType(), name), static key => Find(key.Type, key.Name))?.GetValue(value) as string;

    // By hand, because asking for a name without regard to case throws where a type has Email and email, or hides its base's.
    private static PropertyInfo? Find(Type type, string name) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).FirstOrDefault(p =>
        p.CanRead && p.PropertyType == typeof(string) && p.GetIndexParameters().Length == 0 && p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
