using System.Globalization;

namespace ServerSessions.Requests.Signatures;

/// <summary>One member of the header <c>Signature-Input</c> (RFC 9421, section 4.1).</summary>
/// <param name="Label">Its label, by which <c>Signature</c> has the bytes.</param>
/// <param name="Text">The list of components with its parameters, as it was sent: the last line of what is signed.</param>
/// <param name="Components">What is signed, as it was sent: <c>"@authority"</c>, <c>"signature-agent";key="a"</c>.</param>
/// <param name="Parameters">The parameters of the signature; texts without quotes.</param>
internal sealed record SignatureInput(string Label, string Text, IReadOnlyList<string> Components, IReadOnlyDictionary<string, string> Parameters)
{
    public string? KeyId => Parameters.GetValueOrDefault("keyid");

    public string? Tag => Parameters.GetValueOrDefault("tag");

    public long? Created => Number("created");

    public long? Expires => Number("expires");

    /// <summary>Reads the header's members; what is no list of components is passed over.</summary>
    public static IEnumerable<SignatureInput> Read(string header)
    {
        foreach (var member in FieldText.Split(header, ','))
            if (member.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && member[(equals + 1)..].Trim() is ['(', ..] text && text.IndexOf(')', StringComparison.Ordinal) is > 0 and var end)
                yield return new SignatureInput(member[..equals].Trim(), text, [.. FieldText.Split(text[1..end], ' ')], FieldText.Parameters(text[(end + 1)..]));
    }

    private long? Number(string name) => long.TryParse(Parameters.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
