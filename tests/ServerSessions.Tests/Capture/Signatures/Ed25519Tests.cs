using ServerSessions.Requests.Signatures;

namespace ServerSessions.Tests.Capture.Signatures;

public class Ed25519Tests
{
    // RFC 8032, section 7.1: TEST 1, 2, 3 and SHA(abc).
    [Theory]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    [InlineData("ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704")]
    public void Signatures_of_the_standard_hold_and_no_changed_bit_does(string key, string message, string signature)
    {
        var (k, m, s) = (Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature));
        Assert.True(Ed25519.Verify(k, m, s));
        for (var bit = 0; bit < 8 * s.Length; bit += 37)
            Assert.False(Ed25519.Verify(k, m, Flipped(s, bit)));
        for (var bit = 0; bit < 8 * k.Length; bit += 37)
            Assert.False(Ed25519.Verify(Flipped(k, bit), m, s));
        Assert.False(Ed25519.Verify(k, [.. m, 0], s));
        Assert.False(Ed25519.Verify(k, m, s[..63]));
        Assert.False(Ed25519.Verify(k[..31], m, s));
    }

    [Fact]
    public void A_scalar_that_is_not_reduced_is_refused_though_its_equation_holds()
    {
        var (key, signature) = (Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"),
            Convert.FromHexString("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"));
        var order = System.Numerics.BigInteger.Pow(2, 252) + System.Numerics.BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);
        var raised = new System.Numerics.BigInteger(signature.AsSpan(32), isUnsigned: true) + order;
        Assert.True(raised.TryWriteBytes(signature.AsSpan(32), out _, isUnsigned: true));
        Assert.False(Ed25519.Verify(key, [], signature));
    }

    [Theory]
    [InlineData("0200000000000000000000000000000000000000000000000000000000000000")] // no x for this y
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // y is not reduced
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")] // x is 0 and said to be odd
    public void Bytes_that_are_no_curve_point_are_no_key(string key) => Assert.Null(EdwardsPoint.Decode(Convert.FromHexString(key)));

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
