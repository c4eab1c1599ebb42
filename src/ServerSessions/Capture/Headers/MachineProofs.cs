using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Requests;
using ServerSessions.Requests.Signatures;

namespace ServerSessions.Capture.Headers;

/// <summary>
/// Checks what clients that name themselves a machine claim: whether their address is in the networks, or their signature is of a key, that the application
/// lists. A request that claims nothing costs a look at one header, and without a listed key not even that.
/// </summary>
internal sealed class MachineProofs
{
    // A signature takes some tenths of a millisecond, and any client can send wrong ones.
    private const double SignaturesPerMinute = 3_000;
    private const int MaxKept = 512;

    private readonly FrozenDictionary<string, IPNetwork[]> _networks;
    private readonly RequestSignatures? _signatures;
    private readonly BoundedCache<ProvedSignature> _proved = new(1_024);
    private readonly TokenBucket _bucket = new(SignaturesPerMinute);
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _isTold;

    private MachineProofs(FrozenDictionary<string, IPNetwork[]> networks, RequestSignatures? signatures, TimeProvider time, ILogger logger) =>
        (_networks, _signatures, _time, _logger) = (networks, signatures, time, logger);

    /// <summary>Null where no machine is listed.</summary>
    public static MachineProofs? Of(SessionTrackingOptions options, TimeProvider time, ILogger logger)
    {
        if (options.VerifiedMachines.Count == 0)
            return null;
        var networks = options.VerifiedMachines.GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(g => g.Key, g => g.SelectMany(m => m.NetworkList()).Select(IPNetwork.Parse).ToArray(), StringComparer.OrdinalIgnoreCase);
        var keys = options.VerifiedMachines.Where(m => m is { SignatureAgent: not null, KeyFile: not null }).GroupBy(m => m.SignatureAgent!.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, IReadOnlyList<SigningKey> (g) => [.. g.SelectMany(m => KeysOf(m.KeyFile!))], StringComparer.OrdinalIgnoreCase);
        return new MachineProofs(networks, keys.Count == 0 ? null : new RequestSignatures(keys), time, logger);
    }

    /// <exception cref="FormatException">The file is no key set.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<SigningKey> KeysOf(string path) => SigningKey.ReadSet(File.ReadAllText(path), path);

    public EventFlags Of(HttpContext context, UserAgent agent)
    {
        var flags = EventFlags.None;
        if (agent.IsBot && context.Connection.RemoteIpAddress is { } address && _networks.TryGetValue(agent.Words[..agent.Words.IndexOf(',', StringComparison.Ordinal)], out var networks)
            && Has(networks, address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address))
            flags |= EventFlags.VerifiedRange;
        if (_signatures is not null && context.Request.Headers.ContainsKey(RequestSignatures.AgentHeader) && IsSigned(context.Request, _signatures))
            flags |= EventFlags.VerifiedSignature;
        return flags;
    }

    // One signature may be used for many requests of the site until it expires; what is proved is kept with all that it depends on.
    private bool IsSigned(HttpRequest request, RequestSignatures signatures)
    {
        var now = _time.GetUtcNow();
        var target = Target(request);
        var name = $"{request.Headers["Signature"]}\n{request.Headers["Signature-Input"]}\n{request.Headers[RequestSignatures.AgentHeader]}\n{target}";
        var isKept = name.Length <= MaxKept && signatures.CoversTargetOnly(request.Headers);
        if (isKept && _proved.Find(name) is { } proved && proved.Until > now)
            return true;
        lock (_lock)
            if (!_bucket.TryTake(now.ToMicroseconds()))
            {
                if (!_isTold)
                    Log.SignaturesUnchecked(_logger, (int)SignaturesPerMinute);
                _isTold = true;
                return false;
            }

        if (signatures.Verify(request.Headers, target, now) is not { } until)
            return false;
        if (isKept)
            _proved.Set(name, new ProvedSignature(name, until));
        return true;
    }

    private static SignedTarget Target(HttpRequest request) => new(
        request.Method, request.Scheme, Authority(request), request.PathBase.Add(request.Path).ToUriComponent(), request.QueryString.Value ?? "");

    private static string Authority(HttpRequest request) =>
        (request.Host.Port is { } port && port == (request.IsHttps ? 443 : 80) ? request.Host.Host : request.Host.Value ?? "").ToLowerInvariant();

    private static bool Has(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
            if (network.Contains(address))
                return true;
        return false;
    }
}
