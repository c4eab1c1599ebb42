using Microsoft.Extensions.Primitives;

namespace ServerSessions.Capture.Headers;

/// <summary>Finds OpenTelemetry's <c>session.id</c> in W3C baggage: <c>key=value;property,key=value</c>, within the limits of the standard.</summary>
internal static class BaggageHeader
{
    private const string Name = "session.id";
    private const int MaxCharacters = 8192;
    private const int MaxMembers = 180;
    private const int MaxId = 128;

    /// <summary>The first one, as it is written; empty where there is none, or one that is too long to be an id: cut, two of them could be equal.</summary>
    public static ReadOnlySpan<char> SessionId(StringValues header)
    {
        var (members, characters) = (0, 0);
        foreach (var line in header)
        {
            if ((characters += line?.Length ?? 0) > MaxCharacters)
                return default;
            foreach (var range in line.AsSpan().Split(','))
            {
                if (++members > MaxMembers)
                    return default;
                var member = line.AsSpan()[range];
                var equals = member.IndexOf('=');
                if (equals < 0 || !member[..equals].Trim().SequenceEqual(Name))
                    continue;
                var value = member[(equals + 1)..];
                var id = (value.IndexOf(';') is >= 0 and var end ? value[..end] : value).Trim();
                return id.Length <= MaxId ? id : default;
            }
        }

        return default;
    }
}
