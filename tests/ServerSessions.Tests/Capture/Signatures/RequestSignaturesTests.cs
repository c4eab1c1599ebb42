using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using ServerSessions.Requests.Signatures;

namespace ServerSessions.Tests.Capture.Signatures;

/// <summary>Signed requests as Web Bot Auth says. The signatures were made with the test key of RFC 9421, appendix B.1.4, by another implementation.</summary>
public class RequestSignaturesTests
{
    public const string KeySet = """{ "keys": [ { "kty": "OKP", "crv": "Ed25519", "kid": "test-key-ed25519", "x": "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs" } ] }""";
    public const string Agent = "\"https://agent.example\"";
    public const string Thumbprint = "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U";
    public const string Input = $"sig1=(\"@authority\" \"signature-agent\");created=1767603600;expires=1767607200;keyid=\"{Thumbprint}\";alg=\"ed25519\";nonce=\"abc\";tag=\"web-bot-auth\"";
    public const string Signature = "sig1=:FJguX7ru2K/JydlzLgJctyY+WlSZH8UjaZYoKarJK7qiNIN+bYmv5iyW7rksKwDfw5Hw+2+p97toVGkuRZDYAQ==:";

    private static readonly SignedTarget Shop = new("GET", "https", "shop.example", "/cart", "?a=1");
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_767_603_700);

    [Fact]
    public void The_example_of_the_standard_is_signed_over_the_same_text()
    {
        var headers = Headers(("Date", "Tue, 20 Apr 2021 02:07:55 GMT"), ("Content-Type", "application/json"), ("Content-Length", "18"));
        var input = Assert.Single(SignatureInput.Read("sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\""));
        var text = RequestSignatures.Base(input, headers, new SignedTarget("POST", "https", "example.com", "/foo", "?param=Value&Pet=dog"));
        var key = Assert.Single(SigningKey.ReadSet(KeySet, "rfc"));
        Assert.True(key.Verify(Encoding.ASCII.GetBytes(text!), Convert.FromBase64String("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==")));
        Assert.Equal(["poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U", "test-key-ed25519"], key.Ids);
    }

    [Fact]
    public void A_request_that_a_listed_agent_has_signed_is_verified_until_the_signature_expires() =>
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_767_607_200), Verifier().Verify(Signed(), Shop, Now));

    [Fact]
    public void Agents_may_be_named_in_a_dictionary() => Assert.NotNull(Verifier().Verify(
        Headers(("Signature-Agent", "sig1=\"https://agent.example\""),
            ("Signature-Input", $"sig1=(\"@authority\" \"signature-agent\";key=\"sig1\");created=1767603600;expires=1767607200;keyid=\"{Thumbprint}\";tag=\"web-bot-auth\""),
            ("Signature", "sig1=:roqy0JKAhS/8obyNttuDVPzs7fCe7VWf37c+gmqM2aeNk4IkSnLynrt2M6DWI+cxrDcRWapNuk6tHCUdalWfCQ==:")), Shop, Now));

    [Theory]
    [InlineData("another host", "evil.example", 0, null, null, null)]
    [InlineData("too late", "shop.example", 3_600, null, null, null)]
    [InlineData("of the future", "shop.example", -200, null, null, null)]
    [InlineData("another agent", "shop.example", 0, "\"https://other.example\"", null, null)]
    [InlineData("changed parameters", "shop.example", 0, null, "sig1=(\"@authority\" \"signature-agent\");created=1767603600;expires=1767607300;keyid=\"" + Thumbprint + "\";alg=\"ed25519\";nonce=\"abc\";tag=\"web-bot-auth\"", null)]
    [InlineData("another purpose", "shop.example", 0, null, "sig1=(\"@authority\" \"signature-agent\");created=1767603600;expires=1767607200;keyid=\"" + Thumbprint + "\"", null)]
    [InlineData("not of this site", "shop.example", 0, null, "sig1=(\"signature-agent\");created=1767603600;expires=1767607200;keyid=\"" + Thumbprint + "\";tag=\"web-bot-auth\"", null)]
    [InlineData("an unknown key", "shop.example", 0, null, "sig1=(\"@authority\" \"signature-agent\");created=1767603600;expires=1767607200;keyid=\"other\";tag=\"web-bot-auth\"", null)]
    [InlineData("no bytes", "shop.example", 0, null, null, "sig1=:%%%:")]
    [InlineData("another label", "shop.example", 0, null, null, "sig2=:FJguX7ru2K/JydlzLgJctyY+WlSZH8UjaZYoKarJK7qiNIN+bYmv5iyW7rksKwDfw5Hw+2+p97toVGkuRZDYAQ==:")]
    [InlineData("garbage", "shop.example", 0, ";;=\"", "((((;\"", ":")]
    public void Anything_else_is_a_claim(string why, string authority, int later, string? agent, string? input, string? signature) => Assert.True(
        Verifier().Verify(Headers(("Signature-Agent", agent ?? Agent), ("Signature-Input", input ?? Input), ("Signature", signature ?? Signature)), Shop with { Authority = authority }, Now.AddSeconds(later)) is null, why);

    [Fact]
    public void Keys_of_other_kinds_sign_too()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var (point, numbers) = (curve.ExportParameters(false).Q, rsa.ExportParameters(false));
        var keys = SigningKey.ReadSet($$"""
            { "keys": [ { "kty": "EC", "crv": "P-256", "x": "{{Text(point.X!)}}", "y": "{{Text(point.Y!)}}" }, { "kty": "RSA", "n": "{{Text(numbers.Modulus!)}}", "e": "{{Text(numbers.Exponent!)}}" } ] }
            """, "made");
        byte[] message = [1, 2, 3];
        Assert.True(keys[0].Verify(message, curve.SignData(message, HashAlgorithmName.SHA256)));
        Assert.True(keys[1].Verify(message, rsa.SignData(message, HashAlgorithmName.SHA512, RSASignaturePadding.Pss)));
        Assert.False(keys[0].Verify([1, 2, 4], curve.SignData(message, HashAlgorithmName.SHA256)));

        static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nothing")]
    [InlineData("""{ "keys": [ { "kty": "oct", "k": "secret" } ] }""")]
    [InlineData("""{ "keys": [ { "kty": "OKP", "crv": "Ed25519", "x": "AAAA" } ] }""")]
    [InlineData("""{ "keys": [ { "kty": "OKP", "crv": "Ed25519" } ] }""")]
    public void A_document_that_is_no_key_set_is_refused_by_its_name(string json) =>
        Assert.Contains("The key set 'agent.json'", Assert.Throws<FormatException>(() => SigningKey.ReadSet(json, "agent.json")).Message, StringComparison.Ordinal);

    private static RequestSignatures Verifier() => new(new Dictionary<string, IReadOnlyList<SigningKey>> { ["https://agent.example"] = SigningKey.ReadSet(KeySet, "test") });

    private static Dictionary<string, StringValues> Signed() => Headers(("Signature-Agent", Agent), ("Signature-Input", Input), ("Signature", Signature));

    private static Dictionary<string, StringValues> Headers(params (string Name, string Value)[] headers) =>
        headers.ToDictionary(h => h.Name, h => new StringValues(h.Value), StringComparer.OrdinalIgnoreCase);
}
