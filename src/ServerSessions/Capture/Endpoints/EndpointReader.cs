using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;
using ServerSessions.Model;

namespace ServerSessions.Capture.Endpoints;

/// <summary>Reads from an endpoint's metadata what capture has to know, once for each endpoint.</summary>
internal sealed class EndpointReader(IOptions<SessionTrackingOptions> options)
{
    private readonly ConditionalWeakTable<Endpoint, EndpointInfo> _known = [];

    public EndpointInfo Of(Endpoint endpoint) => _known.GetValue(endpoint, Read);

    private EndpointInfo Read(Endpoint endpoint)
    {
        var metadata = endpoint.Metadata;
        var pattern = (endpoint as RouteEndpoint)?.RoutePattern;
        var route = pattern is null ? endpoint.DisplayName ?? "(endpoint)" : RouteText(pattern);
        var login = IsOtherIdentityEndpoint(metadata, route) ? null : metadata.GetMetadata<TrackLoginAttribute>()?.AccountField;
        var flags = (metadata.GetMetadata<PassiveRequestAttribute>() is null ? 0 : EventFlags.Passive)
            | (TransportFacts.IsConnection(endpoint) ? EventFlags.Passive | EventFlags.Connection : 0)
            | (metadata.GetMetadata<SensitiveActionAttribute>() is null ? 0 : EventFlags.Sensitive)
            | (metadata.GetMetadata<SessionTrapAttribute>() is null ? 0 : EventFlags.Trap)
            | (login is null ? 0 : EventFlags.LoginEndpoint);
        var asset = metadata.GetMetadata<StaticAssetDescriptor>();
        var isCatchAll = pattern?.Parameters.Any(p => p.IsCatchAll) == true;
        var declares = flags != 0 || FormFacts.TakesForm(metadata) || metadata.GetMetadata<SessionEventAttribute>() is not null || metadata.GetMetadata<SessionFeatureAttribute>() is not null
            || metadata.GetMetadata<RequiresStepAttribute>() is not null || metadata.GetMetadata<TrapFieldAttribute>() is not null;
        return new EndpointInfo
        {
            Route = route,
            Name = metadata.GetMetadata<SessionEventAttribute>()?.Name,
            Methods = [.. (metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Select(HttpVerbs.Parse).Distinct()],
            IsDisabled = metadata.GetMetadata<DisableSessionTrackingAttribute>() is not null,
            IsStatic = asset is not null && !PageFacts.IsPage(asset),
            IsStaticPage = asset is not null && PageFacts.IsPage(asset),
            IsOfLibrary = metadata.GetMetadata<LibraryEndpointMetadata>() is not null,
            IsHealth = endpoint.DisplayName == "Health checks",
            IsFallback = isCatchAll && endpoint is RouteEndpoint { Order: int.MaxValue },
            IsCatchAll = isCatchAll,
            IsRejection = pattern is null && metadata.Count == 0 && endpoint.DisplayName == "405 HTTP Method Not Supported",
            PassesOn = !declares && (isCatchAll || IsProxied(metadata)),
            Names = isCatchAll && !declares && options.Value.CatchAllSegments is > 0 and var segments ? CatchAllNames.Of(pattern!, segments) : null,
            Parameters = pattern is null ? [] : [.. pattern.Parameters.Select(p => p.Name)],
            IsUnaryCall = GrpcCalls.IsUnary(endpoint),
            IsPage = PageFacts.IsPage(metadata),
            LoginField = login,
            TrapField = metadata.GetMetadata<TrapFieldAttribute>()?.Field,
            TakesForm = FormFacts.TakesForm(metadata),
            NeedsToken = FormFacts.NeedsToken(metadata),
            SignsOut = metadata.GetMetadata<TrackSignOutAttribute>() is not null,
            Feature = metadata.GetMetadata<SessionFeatureAttribute>()?.Name,
            Requires = metadata.GetMetadata<RequiresStepAttribute>() is { } requires ? [.. requires.Steps] : [],
            Flags = flags,
            Policy = Policy(metadata),
        };
    }

    // MVC's conventional routes are one template for all actions; the values that each requires distinguish them.
    private static string RouteText(RoutePattern pattern)
    {
        var text = pattern.RequiredValues.Count == 0 || pattern.PathSegments.All(s => s.Parts.All(p => !IsRequired(pattern, p)))
            ? pattern.RawText ?? string.Join('/', pattern.PathSegments.Select(s => SegmentText(pattern, s)))
            : string.Join('/', pattern.PathSegments.Select(s => SegmentText(pattern, s)));
        text = text.TrimStart('~');
        return text.StartsWith('/') ? text : "/" + text;
    }

    private static bool IsRequired(RoutePattern pattern, RoutePatternPart part) =>
        part is RoutePatternParameterPart parameter && pattern.RequiredValues.TryGetValue(parameter.Name, out var value) && value is string;

    private static string SegmentText(RoutePattern pattern, RoutePatternPathSegment segment) => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter when IsRequired(pattern, part) => (string)pattern.RequiredValues[parameter.Name]!,
        RoutePatternParameterPart parameter => $"{{{(parameter.IsCatchAll ? "*" : "")}{parameter.Name}}}",
        _ => "",
    }));

    // MapIdentityApi(...).TrackLogin(...) marks the whole group; only its login takes logins.
    private static bool IsOtherIdentityEndpoint(EndpointMetadataCollection metadata, string route)
    {
        if (route.EndsWith("/login", StringComparison.OrdinalIgnoreCase) || metadata.GetMetadata<MethodInfo>() is not { } method)
            return false;
        for (var type = method.DeclaringType; type is not null; type = type.DeclaringType)
            if (type == typeof(IdentityApiEndpointRouteBuilderExtensions))
                return true;
        return false;
    }

    // A route of YARP, which is not referenced.
    private static bool IsProxied(EndpointMetadataCollection metadata) => metadata.Any(m => m.GetType().FullName == "Yarp.ReverseProxy.Model.RouteModel");

    private static string? Policy(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null)
            return null;
        var data = metadata.GetOrderedMetadata<IAuthorizeData>();
        if (data.Count == 0)
            return metadata.GetMetadata<AuthorizationPolicy>() is null ? null : "";
        return data.Select(d => d.Policy ?? (d.Roles is { Length: > 0 } roles ? $"roles: {roles}" : null)).LastOrDefault(p => p is not null) ?? "";
    }
}
