namespace ServerSessions.Model;

/// <summary>FNV-1a of 64 bits over the text's characters: the same in every process. For names of ours, never for what clients send.</summary>
internal static class StableHash
{
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF2_9CE4_8422_2325UL;
        foreach (var character in text)
            hash = (hash ^ character) * 0x0000_0100_0000_01B3;
        return hash;
    }
}
