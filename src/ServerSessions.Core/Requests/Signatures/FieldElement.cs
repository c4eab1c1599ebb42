using System.Numerics;

namespace ServerSessions.Requests.Signatures;

/// <summary>A number modulo 2^255 − 19, in five limbs of 51 bits. Public values only: nothing here takes constant time.</summary>
internal readonly struct FieldElement
{
    private const int Bits = 51;
    private const ulong Mask = (1UL << Bits) - 1;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;
    private readonly ulong _e;

    private FieldElement(ulong a, ulong b, ulong c, ulong d, ulong e) => (_a, _b, _c, _d, _e) = (a, b, c, d, e);

    public static FieldElement Zero => default;

    public static FieldElement One { get; } = new(1, 0, 0, 0, 0);

    public bool IsZero => ToNumber().IsZero;

    public bool IsOdd => !ToNumber().IsEven;

    public static FieldElement Of(BigInteger number)
    {
        var rest = ((number % Prime) + Prime) % Prime;
        return new FieldElement(Limb(0), Limb(1), Limb(2), Limb(3), Limb(4));

        ulong Limb(int at) => (ulong)((rest >> (Bits * at)) & Mask);
    }

    /// <summary>The number, fully reduced.</summary>
    public BigInteger ToNumber() =>
        (((BigInteger)_e << (4 * Bits)) + ((BigInteger)_d << (3 * Bits)) + ((BigInteger)_c << (2 * Bits)) + ((BigInteger)_b << Bits) + _a) % Prime;

    public static FieldElement operator +(in FieldElement x, in FieldElement y) => Carried(x._a + y._a, x._b + y._b, x._c + y._c, x._d + y._d, x._e + y._e);

    // Four times the prime is added, so that no limb falls below zero.
    public static FieldElement operator -(in FieldElement x, in FieldElement y) => Carried(
        x._a + (4 * ((1UL << Bits) - 19)) - y._a, x._b + (4 * Mask) - y._b, x._c + (4 * Mask) - y._c, x._d + (4 * Mask) - y._d, x._e + (4 * Mask) - y._e);

    public static FieldElement operator *(in FieldElement x, in FieldElement y)
    {
        var (b, c, d, e) = (19 * y._b, 19 * y._c, 19 * y._d, 19 * y._e);
        return Carried(
            ((UInt128)x._a * y._a) + ((UInt128)x._b * e) + ((UInt128)x._c * d) + ((UInt128)x._d * c) + ((UInt128)x._e * b),
            ((UInt128)x._a * y._b) + ((UInt128)x._b * y._a) + ((UInt128)x._c * e) + ((UInt128)x._d * d) + ((UInt128)x._e * c),
            ((UInt128)x._a * y._c) + ((UInt128)x._b * y._b) + ((UInt128)x._c * y._a) + ((UInt128)x._d * e) + ((UInt128)x._e * d),
            ((UInt128)x._a * y._d) + ((UInt128)x._b * y._c) + ((UInt128)x._c * y._b) + ((UInt128)x._d * y._a) + ((UInt128)x._e * e),
            ((UInt128)x._a * y._e) + ((UInt128)x._b * y._d) + ((UInt128)x._c * y._c) + ((UInt128)x._d * y._b) + ((UInt128)x._e * y._a));
    }

    public FieldElement Power(BigInteger exponent)
    {
        var result = One;
        for (var bit = (int)exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            result *= result;
            if (!((exponent >> bit) & 1).IsZero)
                result *= this;
        }

        return result;
    }

    public FieldElement Inverse() => Power(Prime - 2);

    private static FieldElement Carried(UInt128 a, UInt128 b, UInt128 c, UInt128 d, UInt128 e)
    {
        b += a >> Bits;
        c += b >> Bits;
        d += c >> Bits;
        e += d >> Bits;
        return Carried(((ulong)a & Mask) + (19 * (ulong)(e >> Bits)), (ulong)b & Mask, (ulong)c & Mask, (ulong)d & Mask, (ulong)e & Mask);
    }

    private static FieldElement Carried(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        b += a >> Bits;
        c += b >> Bits;
        d += c >> Bits;
        e += d >> Bits;
        a = (a & Mask) + (19 * (e >> Bits));
        return new FieldElement(a & Mask, (b & Mask) + (a >> Bits), c & Mask, d & Mask, e & Mask);
    }
}
