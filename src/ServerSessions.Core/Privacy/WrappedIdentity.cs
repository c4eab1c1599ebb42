using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Privacy;

/// <summary>An identity key, encrypted under a later key (AES-256-GCM: nonce, cipher text, tag).</summary>
/// <param name="Under">Id of the key that decrypts it.</param>
/// <param name="Data">The bytes, in Base64 where they are stored.</param>
internal sealed record WrappedIdentity(string Under, byte[] Data)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int Bytes = NonceBytes + KeySet.SecretBytes + TagBytes;

    public static WrappedIdentity Of(IdentityKey identity, KeySet under)
    {
        var data = new byte[Bytes];
        var nonce = data.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(under.Wrapping, TagBytes);
        cipher.Encrypt(nonce, identity.Secret, data.AsSpan(NonceBytes, KeySet.SecretBytes), data.AsSpan(NonceBytes + KeySet.SecretBytes), Encoding.UTF8.GetBytes(identity.Id));
        return new(under.Id, data);
    }

    /// <summary>Decrypts the identity key; null when the bytes were not encrypted under this key for it.</summary>
    public IdentityKey? Open(string id, KeySet under)
    {
        if (Data.Length != Bytes)
            return null;
        var secret = new byte[KeySet.SecretBytes];
        using var cipher = new AesGcm(under.Wrapping, TagBytes);
        try
        {
            cipher.Decrypt(Data.AsSpan(0, NonceBytes), Data.AsSpan(NonceBytes, KeySet.SecretBytes), Data.AsSpan(NonceBytes + KeySet.SecretBytes), secret, Encoding.UTF8.GetBytes(id));
            return new IdentityKey(id, secret);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
