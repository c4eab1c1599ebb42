using System.Numerics;
using System.Security.Cryptography;

namespace ServerSessions.Requests.Signatures;

/// <summary>
/// Checks signatures of Ed25519 (RFC 8032), which .NET does not have. It only checks: there is no secret in it, so it need not take constant time.
/// </summary>
internal static class Ed25519
{
    public const int KeySize = EdwardsPoint.Size;
    public const int SignatureSize = 64;

    private static readonly BigInteger Order = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    public static bool Verify(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize || EdwardsPoint.Decode(key) is not { } point)
            return false;
        var commitment = signature[..EdwardsPoint.Size];
        var scalar = new BigInteger(signature[EdwardsPoint.Size..], isUnsigned: true);
        if (scalar >= Order)
            return false;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        hash.AppendData(commitment);
        hash.AppendData(key);
        hash.AppendData(message);
        var challenge = new BigInteger(hash.GetHashAndReset(), isUnsigned: true) % Order;
        return commitment.SequenceEqual(EdwardsPoint.Sum(scalar, EdwardsPoint.Base, challenge, point.Negated()).Encode());
    }
}
