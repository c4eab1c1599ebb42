namespace ServerSessions.Cli.Logs.W3C;

/// <summary>The meaning of each value of a line, from a <c>#Fields</c> directive.</summary>
internal sealed class W3CFields
{
    // The standard log of CloudFront, whose order is fixed: files that were cut or joined may have lost their directive.
    private const string CloudFrontNames =
        "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id "
        + "x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port "
        + "time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end";

    private static readonly Dictionary<string, W3CField> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["date"] = W3CField.Date,
        ["time"] = W3CField.Time,
        ["c-ip"] = W3CField.Address,
        ["x-forwarded-for"] = W3CField.Forwarded,
        ["cs(x-forwarded-for)"] = W3CField.Forwarded,
        ["cs-method"] = W3CField.Method,
        ["cs-uri-stem"] = W3CField.Target,
        ["cs-uri"] = W3CField.Target,
        ["cs-uri-query"] = W3CField.Query,
        ["sc-status"] = W3CField.Status,
        ["sc-bytes"] = W3CField.Bytes,
        ["time-taken"] = W3CField.TimeTaken,
        ["cs-username"] = W3CField.User,
        ["cs(user-agent)"] = W3CField.Agent,
        ["cs(referer)"] = W3CField.Referrer,
        ["cs(referrer)"] = W3CField.Referrer,
    };

    private W3CFields(W3CField[] fields, bool isCloudFront) => (Fields, IsCloudFront, HasQuery) = (fields, isCloudFront, fields.Contains(W3CField.Query));

    /// <summary>By position.</summary>
    public IReadOnlyList<W3CField> Fields { get; }

    /// <summary>Texts are percent-encoded and times taken are seconds.</summary>
    public bool IsCloudFront { get; }

    /// <summary>The query stands in a field of its own.</summary>
    public bool HasQuery { get; }

    public static W3CFields Of(string names, FieldMap map)
    {
        var all = names.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var fields = Array.ConvertAll(all, name => Known.GetValueOrDefault(name));
        foreach (var (field, name) in map.Entries)
        {
            var at = Array.FindIndex(all, other => other.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at < 0 || W3CFieldNames.Of(field) is not { } mapped)
                continue;
            fields = Array.ConvertAll(fields, other => other == mapped ? W3CField.None : other);
            fields[at] = mapped;
        }

        return new W3CFields(fields, all.Contains("x-edge-location", StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The fields of a line of CloudFront without a directive; null when it has another number of values.</summary>
    public static W3CFields? CloudFront(int values, FieldMap map) => Of(CloudFrontNames, map) is var fields && fields.Fields.Count == values ? fields : null;
}
