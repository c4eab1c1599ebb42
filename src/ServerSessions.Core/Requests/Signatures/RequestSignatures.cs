using System.Text;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Requests.Signatures;

/// <summary>
/// Checks requests that are signed as Web Bot Auth says (HTTP message signatures, RFC 9421, with the tag <c>web-bot-auth</c>), by the keys that the
/// application lists for an agent. Nothing is fetched from a host that a client names.
/// </summary>
internal sealed class RequestSignatures(IReadOnlyDictionary<string, IReadOnlyList<SigningKey>> agents)
{
    public const string AgentHeader = "Signature-Agent";

    private const string Tag = "web-bot-auth";
    private const string AgentComponent = "\"signature-agent\"";
    private const int MaxCharacters = 4_096;
    private const int MaxComponents = 32;
    private const long Ahead = 60;
    private const long MaxSeconds = 24 * 3600;

    /// <summary>When the signature of a listed agent expires that is valid now; null where there is none.</summary>
    /// <param name="headers">Headers of the request.</param>
    /// <param name="target">What was requested.</param>
    /// <param name="now">The time.</param>
    public DateTimeOffset? Verify(IDictionary<string, StringValues> headers, in SignedTarget target, DateTimeOffset now)
    {
        if (headers.Of(AgentHeader).ToString() is not { Length: > 0 and <= MaxCharacters } agent || headers.Of("Signature-Input").ToString() is not { Length: > 0 and <= MaxCharacters } inputs
            || headers.Of("Signature").ToString() is not { Length: > 0 and <= MaxCharacters } signatures)
            return null;
        foreach (var input in SignatureInput.Read(inputs))
            if (IsOfNow(input, now) && KeyOf(input, agent) is { } key && Bytes(FieldText.Member(signatures, input.Label)) is { } signature
                && Base(input, headers, target) is { } signed && key.Verify(Encoding.ASCII.GetBytes(signed), signature))
                return DateTimeOffset.FromUnixTimeSeconds(input.Expires!.Value);
        return null;
    }

    /// <summary>Whether the signatures cover nothing of the headers but the agent: they then say the same of every request for the same target.</summary>
    public bool CoversTargetOnly(IDictionary<string, StringValues> headers) =>
        SignatureInput.Read(headers.Of("Signature-Input").ToString()).All(i => i.Components.All(c => c.StartsWith("\"@", StringComparison.Ordinal) || c.StartsWith(AgentComponent, StringComparison.Ordinal)));

    /// <summary>What a signature is made of (RFC 9421, section 2.5); null when a component is not there, or is none that is known.</summary>
    public static string? Base(SignatureInput input, IDictionary<string, StringValues> headers, in SignedTarget target)
    {
        var text = new StringBuilder();
        foreach (var component in input.Components)
        {
            var semicolon = component.IndexOf(';', StringComparison.Ordinal);
            var name = FieldText.Unquoted(semicolon < 0 ? component : component[..semicolon]);
            var parameters = FieldText.Parameters(semicolon < 0 ? "" : component[semicolon..]);
            var value = name.StartsWith('@') ? (parameters.Count == 0 ? target.Component(name) : null) : Header(headers, name, parameters);
            if (value is null)
                return null;
            text.Append(component).Append(": ").Append(value).Append('\n');
        }

        return text.Append("\"@signature-params\": ").Append(input.Text).ToString();
    }

    // It is signed for this site and for this agent, and for a day at most: what others have seen of it is of no use for long.
    private static bool IsOfNow(SignatureInput input, DateTimeOffset now)
    {
        var time = now.ToUnixTimeSeconds();
        return input.Tag == Tag && input.Components.Count <= MaxComponents && input is { Created: { } created, Expires: { } expires }
            && created <= time + Ahead && expires > time && expires - created <= MaxSeconds
            && input.Components.Any(c => c is "\"@authority\"" or "\"@target-uri\"") && input.Components.Any(c => c.StartsWith(AgentComponent, StringComparison.Ordinal));
    }

    private SigningKey? KeyOf(SignatureInput input, string agent)
    {
        var component = input.Components.First(c => c.StartsWith(AgentComponent, StringComparison.Ordinal));
        var named = FieldText.Parameters(component).GetValueOrDefault("key") is { } member ? FieldText.Member(agent, member) : agent.Trim();
        return named is not null && input.KeyId is { } id && agents.TryGetValue(FieldText.Unquoted(named).TrimEnd('/'), out var keys) ? keys.FirstOrDefault(k => k.Ids.Contains(id)) : null;
    }

    private static string? Header(IDictionary<string, StringValues> headers, string name, IReadOnlyDictionary<string, string> parameters)
    {
        var values = headers.Of(name);
        if (values.Count == 0)
            return null;
        var text = string.Join(", ", values.Select(v => v?.Trim()));
        return parameters.Count == 0 ? text : parameters is { Count: 1 } && parameters.TryGetValue("key", out var key) ? FieldText.Member(text, key) : null;
    }

    private static byte[]? Bytes(string? text)
    {
        if (text is not [':', .., ':'] || text.Length < 2)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text[1..^1], bytes, out var length) ? bytes[..length] : null;
    }
}
