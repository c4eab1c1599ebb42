namespace ServerSessions.Capture.Observers;

/// <summary>
/// Failing fields as they are kept: what the application declares of them. The key of an error names what the client sent as readily as members: keys of dictionaries
/// ("$.counts.x" of System.Text.Json, "counts.x" of Newtonsoft.Json), what a binder or a validator of the application read from the input.
/// </summary>
internal static class FailingFields
{
    /// <summary>Stands for a name that the application does not declare.</summary>
    public const string Other = "(other)";

    private const string Root = "$";

    /// <summary>Each field as far as its names are declared; "(other)" where the first is not.</summary>
    public static IEnumerable<string> Keep(IEnumerable<string> fields, HashSet<string> declared) =>
        fields.Where(field => field.Length > 0).Select(field => Declared(field, declared));

    private static string Declared(string field, HashSet<string> declared)
    {
        var kept = field.StartsWith(Root, StringComparison.Ordinal) ? Root.Length : 0;
        for (var at = kept; at < field.Length;)
        {
            if (field[at] == '[')
            {
                // Numbers of elements are left out later; a key in brackets may hold what separates names.
                var close = field.IndexOf(']', at);
                if (close < 0 || field.AsSpan(at + 1, close - at - 1).ContainsAnyExceptInRange('0', '9'))
                    break;
                at = kept = close + 1;
                continue;
            }

            var start = field[at] == '.' ? at + 1 : at;
            var end = field.AsSpan(start).IndexOfAny('.', '[') is >= 0 and var length ? start + length : field.Length;
            if (!declared.Contains(DeclaredNames.Plain(field[start..end])))
                break;
            at = kept = end;
        }

        return kept > 0 ? field[..kept] : Other;
    }
}
