using ServerSessions.Cli.Logs.Fields;

namespace ServerSessions.Cli.Logs.Prefixes;

/// <summary>
/// What container runtimes write: <c>TIME stdout F line</c> of CRI files, <c>TIME line</c> of <c>docker logs -t</c> and <c>kubectl logs --timestamps</c>,
/// <c>[pod/name/container] line</c> and <c>name-1  | line</c>. A part of a line (<c>P</c>) is none.
/// </summary>
internal sealed class ContainerPrefix : ILinePrefix
{
    private const int MaxNameLength = 128;

    public bool TryStrip(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest)
    {
        if (line.StartsWith("[pod/"u8) && line.IndexOf("] "u8) is > 0 and < MaxNameLength and var end)
        {
            rest = line[(end + 2)..];
            return true;
        }

        if (Words.TryCut(line, out var time, out rest) && IsoTime.TryRead(time, isUtc: false, out _))
        {
            if (rest.StartsWith("stdout F "u8) || rest.StartsWith("stderr F "u8))
                rest = rest["stdout F ".Length..];
            return !rest.IsEmpty;
        }

        var bar = line.IndexOf((byte)'|');
        rest = bar > 1 && bar < MaxNameLength && line[bar - 1] == ' ' && bar + 2 < line.Length && line[bar + 1] == ' ' && !line[..bar].TrimEnd((byte)' ').Contains((byte)' ')
            ? line[(bar + 2)..]
            : [];
        return !rest.IsEmpty;
    }
}
