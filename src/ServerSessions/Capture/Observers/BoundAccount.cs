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
        if (context.GetEndpoint()?.Metadata.GetMetadata<TrackLoginAttribute>() is not { } login
            || context.Features.Get<Visit>() is not { Account.IsNone: true } visit)
            return;
        foreach (var (name, value) in arguments)
        {
            var account = value is string text && name.Equals(login.AccountField, StringComparison.OrdinalIgnoreCase) ? text : Member(value, login.AccountField);
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
            : Properties.GetOrAdd((value.GetType(), name), static key => key.Type.GetProperty(
                key.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase))?.GetValue(value) as string;
}
