using Microsoft.AspNetCore.Http;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Alerts;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly byte[] Body = """{"test": 2432232314}"""u8.ToArray();
    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    [Fact]
    public void The_published_vector_is_signed_as_published() =>
        Assert.Equal(Signature, WebhookSignature.Sign(Id, Sent, Body, Secret));

    [Fact]
    public void The_published_vector_verifies() => Assert.True(Verify(Headers()));

    [Theory]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void A_timestamp_holds_for_five_minutes_either_way(int seconds, bool holds) =>
        Assert.Equal(holds, Verify(Headers(), now: Sent.AddSeconds(seconds)));

    [Fact]
    public void Any_of_several_signatures_is_enough() =>
        Assert.True(Verify(Headers(signature: $"v1a,xyz v1,{Convert.ToBase64String(new byte[32])} {Signature}")));

    [Theory]
    [InlineData("")]
    [InlineData("v1,")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=")]
    public void Another_signature_does_not_verify(string signature) => Assert.False(Verify(Headers(signature: signature)));

    [Fact]
    public void A_changed_body_id_or_secret_does_not_verify()
    {
        Assert.False(Verify(Headers(), body: """{"test": 2432232315}"""u8.ToArray()));
        Assert.False(Verify(Headers(id: "msg_other")));
        Assert.False(Verify(Headers(), secret: OtherSecret));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("+1614265330")]
    [InlineData(" 1614265330")]
    [InlineData("1614265330.5")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public void A_timestamp_that_is_no_count_of_seconds_near_now_does_not_verify(string timestamp) =>
        Assert.False(Verify(Headers(timestamp: timestamp)));

    [Theory]
    [InlineData("webhook-id")]
    [InlineData("webhook-timestamp")]
    [InlineData("webhook-signature")]
    public void A_header_that_is_missing_or_given_twice_does_not_verify(string name)
    {
        var missing = Headers();
        missing.Remove(name);
        Assert.False(Verify(missing));
        var twice = Headers();
        twice[name] = new[] { twice[name].ToString(), twice[name].ToString() };
        Assert.False(Verify(twice));
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "does not begin with 'whsec_'")]
    [InlineData("whsec_not base64!", "is not base64")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=", "has 23 bytes")]
    [InlineData("", "does not begin")]
    public void A_malformed_secret_is_reported_without_being_repeated(string secret, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => Verify(Headers(), secret: secret));
        Assert.Contains(message, exception.Message);
        Assert.Contains("24 to 64", exception.Message);
        if (secret.Length > 10) Assert.DoesNotContain(secret[6..], exception.Message);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(64)]
    public void Secrets_of_24_to_64_bytes_sign(int bytes) =>
        Assert.StartsWith("v1,", WebhookSignature.Sign(Id, Sent, Body, "whsec_" + Convert.ToBase64String(new byte[bytes])));

    [Theory]
    [InlineData(23)]
    [InlineData(65)]
    [InlineData(5000)]
    public void Shorter_and_longer_secrets_are_refused(int bytes) =>
        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign(Id, Sent, Body, "whsec_" + Convert.ToBase64String(new byte[bytes])));

    private static bool Verify(HeaderDictionary headers, byte[]? body = null, string secret = Secret, DateTimeOffset? now = null) =>
        WebhookSignature.Verify(body ?? Body, headers, secret, new TestClock(now ?? Sent));

    private static HeaderDictionary Headers(string id = Id, string timestamp = "1614265330", string signature = Signature) => new()
    {
        ["webhook-id"] = id,
        ["webhook-timestamp"] = timestamp,
        ["webhook-signature"] = signature,
    };
}
