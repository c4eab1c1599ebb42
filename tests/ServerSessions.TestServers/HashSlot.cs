using System.Text;

namespace ServerSessions.TestServers;

/// <summary>The slot of a key in a cluster: CRC16 (XMODEM) of what stands between the first braces, or of the whole key, modulo 16384.</summary>
public static class HashSlot
{
    /// <summary>How many slots there are.</summary>
    public const int Count = 16_384;

    /// <summary>The slot of this key.</summary>
    public static int Of(string key) => Crc16(Encoding.Latin1.GetBytes(Hashed(key))) % Count;

    private static string Hashed(string key)
    {
        var open = key.IndexOf('{');
        var close = open < 0 ? -1 : key.IndexOf('}', open + 1);
        return close > open + 1 ? key[(open + 1)..close] : key;
    }

    private static int Crc16(ReadOnlySpan<byte> bytes)
    {
        var crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1;
            crc &= 0xFFFF;
        }
        return crc;
    }
}
