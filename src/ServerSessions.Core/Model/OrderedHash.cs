namespace ServerSessions.Model;

/// <summary>
/// Combines hashes so that order and number count: (a, b) differs from (b, a), and two equal ones do not cancel out. Not keyed: what clients
/// choose is hashed under a key first.
/// </summary>
internal static class OrderedHash
{
    private const ulong Odd = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ulong first, ulong second) => Mixed(Mixed(first + Odd) + (second * Odd) + Odd);

    // The finalizer of MurmurHash3: a bijection, so no two second hashes give the same with one first.
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        value = (value ^ (value >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return value ^ (value >> 33);
    }
}
