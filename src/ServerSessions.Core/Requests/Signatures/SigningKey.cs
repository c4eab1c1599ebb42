using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ServerSessions.Requests.Signatures;

/// <summary>A public key of a key set (RFC 7517): Ed25519, ECDSA with P-256, or RSA (PSS with SHA-512).</summary>
internal sealed class SigningKey : IDisposable
{
    private readonly byte[]? _edwards;
    private readonly ECDsa? _curve;
    private readonly RSA? _rsa;

    private SigningKey(IReadOnlyList<string> ids, byte[]? edwards = null, ECDsa? curve = null, RSA? rsa = null) => (Ids, _edwards, _curve, _rsa) = (ids, edwards, curve, rsa);

    /// <summary>Names by which a signature can mean it: its <c>kid</c> and its thumbprint (RFC 7638).</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Reads a key set.</summary>
    /// <exception cref="FormatException">It is no key set, or has a key that cannot be used; the message says which.</exception>
    public static IReadOnlyList<SigningKey> ReadSet(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.GetProperty("keys").EnumerateArray().Select(Read)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or CryptographicException)
        {
            throw new FormatException($"The key set '{name}' cannot be read; expected {{ \"keys\": [ … ] }} with public keys of Ed25519 (OKP), P-256 (EC) or RSA. {exception.Message}", exception);
        }
    }

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        _edwards is not null ? Ed25519.Verify(_edwards, message, signature)
        : _curve is not null ? _curve.VerifyData(message, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
        : _rsa!.VerifyData(message, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss);

    public void Dispose()
    {
        _curve?.Dispose();
        _rsa?.Dispose();
    }

    private static SigningKey Read(JsonElement key)
    {
        string Text(string name) => key.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null.");
        byte[] Bytes(string name) => Base64Url.DecodeFromChars(Text(name));
        string[] Ids(string canonical) => [Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), .. key.TryGetProperty("kid", out var kid) ? [kid.GetString()!] : Array.Empty<string>()];
        switch (Text("kty"))
        {
            case "OKP" when Text("crv") == "Ed25519":
                var edwards = Bytes("x");
                return EdwardsPoint.Decode(edwards) is null
                    ? throw new FormatException("\"x\" is no public key of Ed25519.")
                    : new SigningKey(Ids($$"""{"crv":"Ed25519","kty":"OKP","x":"{{Text("x")}}"}"""), edwards: edwards);
            case "EC" when Text("crv") == "P-256":
                var point = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes("x"), Y = Bytes("y") } };
                return new SigningKey(Ids($$"""{"crv":"P-256","kty":"EC","x":"{{Text("x")}}","y":"{{Text("y")}}"}"""), curve: ECDsa.Create(point));
            case "RSA":
                var rsa = RSA.Create(new RSAParameters { Modulus = Bytes("n"), Exponent = Bytes("e") });
                return new SigningKey(Ids($$"""{"e":"{{Text("e")}}","kty":"RSA","n":"{{Text("n")}}"}"""), rsa: rsa);
            case var type:
                throw new FormatException($"A key of type \"{type}\" is not known.");
        }
    }
}
