using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Alerts;

/// <summary>What we send is verified by a program that shares no line with us: Node's own crypto.</summary>
public sealed class WebhookInteropTests
{
    [Fact]
    public async Task A_received_webhook_is_verified_by_an_independent_program()
    {
        await using var receiver = await WebhookReceiver.AnswerAsync(200);
        await using var delivery = await AlertDelivery.ToAsync(receiver);
        await delivery.AcceptAsync(SampleAlert.Of(reason: "Ünïcode “quotes” </script> 😀"));
        await delivery.UntilAsync(one => one.State == DeliveryState.Delivered);
        var request = Assert.Single(receiver.Received);
        var now = delivery.Time.GetUtcNow().ToUnixTimeSeconds();

        Assert.Equal(0, await VerifyAsync(request, AlertDelivery.Secret, now));
        Assert.Equal(1, await VerifyAsync(request, AlertDelivery.Secret, now + 301));
        Assert.Equal(1, await VerifyAsync(request, "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", now));
        Assert.Equal(1, await VerifyAsync(request with { Body = [.. request.Body, (byte)' '] }, AlertDelivery.Secret, now));
    }

    private static async Task<int> VerifyAsync(ReceivedWebhook request, string secret, long now)
    {
        var input = JsonSerializer.Serialize(new
        {
            headers = request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()),
            body = Encoding.UTF8.GetString(request.Body),
        });
        using var node = Process.Start(new ProcessStartInfo("node", [Script(), secret, $"{now}"]) { RedirectStandardInput = true })!;
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync().InTimeAsync();
        return node.ExitCode;
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ServerSessions.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "ServerSessions.Tests", "Interop", "verify-webhook.mjs");
    }
}
