namespace ServerSessions.Model;

/// <summary>Which partition a key belongs to: the same on every node and for ever, because what is stored depends on it.</summary>
internal static class PartitionMap
{
    public static int Of(Pseudonym key, int partitions)
    {
        // Keys made of two hashes side by side (a source) are no uniform 64 bits on either side; multiplying mixes them.
        var mixed = (key.High ^ (key.Low * 0x9E37_79B9_7F4A_7C15)) * 0xD6E8_FEB8_6659_FD93;
        return (int)((mixed >> 32) % (ulong)partitions);
    }
}
