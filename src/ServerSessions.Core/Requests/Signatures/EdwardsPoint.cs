using System.Globalization;
using System.Numerics;

namespace ServerSessions.Requests.Signatures;

/// <summary>A point of the curve of Ed25519 in extended coordinates (RFC 8032, section 5.1.4).</summary>
internal readonly struct EdwardsPoint
{
    public const int Size = 32;

    private static readonly FieldElement D = Number("37095705934669439343138083508754565189542113879843219016388785533085940283555");
    private static readonly FieldElement RootOfMinusOne = Number("19681161376707505956807079304988542015446066515923890162744021073123829784752");
    private static readonly BigInteger RootExponent = BigInteger.Pow(2, 252) - 3;

    private readonly FieldElement _x;
    private readonly FieldElement _y;
    private readonly FieldElement _z;
    private readonly FieldElement _t;

    private EdwardsPoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t) => (_x, _y, _z, _t) = (x, y, z, t);

    public static EdwardsPoint Neutral { get; } = new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    public static EdwardsPoint Base { get; } = Affine(
        Number("15112221349535400772501151409588531511454012693041857206046113283949847762202"), Number("46316835694926478169428394003475163141307993866256225615783033603165251855960"));

    /// <summary>Reads an encoded point; null when the bytes are none.</summary>
    public static EdwardsPoint? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            return null;
        var number = new BigInteger(bytes, isUnsigned: true);
        var isOdd = !(number >> 255).IsZero;
        number &= (BigInteger.One << 255) - 1;
        var y = FieldElement.Of(number);
        if (y.ToNumber() != number)
            return null;
        // x² = (y² − 1) / (d·y² + 1)
        var (u, v) = ((y * y) - FieldElement.One, (D * y * y) + FieldElement.One);
        var cube = v * v * v;
        var x = u * cube * (u * cube * cube * v).Power(RootExponent);
        var square = v * x * x;
        if (!(square - u).IsZero)
        {
            if (!(square + u).IsZero)
                return null;
            x *= RootOfMinusOne;
        }

        if (x.IsZero && isOdd)
            return null;
        return Affine(x.IsOdd == isOdd ? x : FieldElement.Zero - x, y);
    }

    public byte[] Encode()
    {
        var inverse = _z.Inverse();
        var (x, y) = (_x * inverse, (_y * inverse).ToNumber());
        var bytes = new byte[Size];
        (x.IsOdd ? y + (BigInteger.One << 255) : y).TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }

    public EdwardsPoint Negated() => new(FieldElement.Zero - _x, _y, _z, FieldElement.Zero - _t);

    public static EdwardsPoint operator +(in EdwardsPoint p, in EdwardsPoint q)
    {
        var a = (p._y - p._x) * (q._y - q._x);
        var b = (p._y + p._x) * (q._y + q._x);
        var c = p._t * (D + D) * q._t;
        var d = (p._z + p._z) * q._z;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    public EdwardsPoint Doubled()
    {
        var (a, b, c) = (_x * _x, _y * _y, _z * _z);
        var (sum, h) = (_x + _y, a + b);
        var (e, g) = (h - (sum * sum), a - b);
        var f = c + c + g;
        return new EdwardsPoint(e * f, g * h, f * g, e * h);
    }

    /// <summary>m·p + n·q, both at once.</summary>
    public static EdwardsPoint Sum(BigInteger m, in EdwardsPoint p, BigInteger n, in EdwardsPoint q)
    {
        var (result, both) = (Neutral, p + q);
        for (var bit = (int)Math.Max(m.GetBitLength(), n.GetBitLength()) - 1; bit >= 0; bit--)
        {
            result = result.Doubled();
            var (hasP, hasQ) = (!((m >> bit) & 1).IsZero, !((n >> bit) & 1).IsZero);
            if (hasP || hasQ)
                result += hasP && hasQ ? both : hasP ? p : q;
        }

        return result;
    }

    private static EdwardsPoint Affine(FieldElement x, FieldElement y) => new(x, y, FieldElement.One, x * y);

    private static FieldElement Number(string text) => FieldElement.Of(BigInteger.Parse(text, CultureInfo.InvariantCulture));
}
