using Microsoft.Extensions.Options;

namespace ServerSessions.Model;

/// <summary>Errors of a generated validator, each as "Path.To.Option is 0; expected 1 to 10."</summary>
internal static class RangeFaults
{
    public static IEnumerable<string> Of(ValidateOptionsResult found) =>
        // The generated path begins with the type of the options.
        (found.Failures ?? []).Select(f => f[(f.IndexOf('.', StringComparison.Ordinal) + 1)..]);
}
