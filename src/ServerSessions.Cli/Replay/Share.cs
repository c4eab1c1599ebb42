namespace ServerSessions.Cli.Replay;

/// <summary>A share rounded to six digits as the reference rounds it: the exact binary value, half to even.</summary>
internal static class Share
{
    private const int Scale = 1_000_000;
    private const int MantissaBits = 52;

    /// <summary>Null when there is no whole.</summary>
    public static double? Of(long part, long whole) => whole == 0 ? null : Round((double)part / whole);

    // Math.Round multiplies first, and the product is rounded already: it can fall on the wrong side of the middle.
    private static double Round(double share)
    {
        var bits = BitConverter.DoubleToInt64Bits(share);
        var exponent = MantissaBits + 1023 - (int)(bits >> MantissaBits);
        if (share == 0 || exponent > 120)
            return 0; // far below the sixth digit
        var scaled = (UInt128)((bits & ((1L << MantissaBits) - 1)) | (1L << MantissaBits)) * Scale;
        var whole = scaled >> exponent;
        var rest = scaled - (whole << exponent);
        var half = UInt128.One << (exponent - 1);
        if (rest > half || (rest == half && (whole & 1) == 1))
            whole++;
        return (double)whole / Scale;
    }
}
