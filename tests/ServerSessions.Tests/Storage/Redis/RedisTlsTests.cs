using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

public sealed class RedisTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("certificates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_server_with_a_certificate_of_a_private_authority_is_used_by_its_URL_and_refused_without_the_authority()
    {
        WriteCertificates();
        var port = Loopback.FreePort();
        await using var server = await RedisServer.StartAsync(new RedisServerOptions
        {
            Extra = new Dictionary<string, string>
            {
                ["tls-port"] = $"{port}",
                ["tls-cert-file"] = Of("server.pem"),
                ["tls-key-file"] = Of("server.key"),
                ["tls-ca-cert-file"] = Of("authority.pem"),
                ["tls-auth-clients"] = "no",
            },
        });
        var (address, prefix) = ($"rediss://127.0.0.1:{port}", RedisRig.NewPrefix());

        await using (var stranger = await RedisApp.StartAsync(address, prefix))
        {
            Assert.Single(stranger.Logs.Lines, l => l.Text.Contains("Redis cannot be used yet", StringComparison.Ordinal));
            Assert.NotNull((await stranger.Reports.PipelineAsync()).StorageFault);
        }

        await using var app = await RedisApp.StartAsync(tracking => tracking.UseRedis(address, o =>
        {
            o.Prefix = prefix;
            o.CertificateAuthority = Of("authority.pem");
        }));
        await RedisRightsTests.VisitAsync(app, 2);
    }

    [Fact]
    public void An_authority_without_a_file_is_refused_where_it_is_written()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            new ServiceCollection().AddSessionTracking().UseRedis("rediss://localhost", o => o.CertificateAuthority = Of("missing.pem")));

        Assert.Contains("missing.pem", refused.Message, StringComparison.Ordinal);
    }

    private string Of(string file) => Path.Combine(_folder, file);

    private void WriteCertificates()
    {
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Private authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var authority = request.CreateSelfSigned(from, to);

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        request = new CertificateRequest("CN=redis", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, from, to, [1, 2, 3, 4]);

        File.WriteAllText(Of("authority.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Of("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Of("server.key"), serverKey.ExportPkcs8PrivateKeyPem());
    }
}
