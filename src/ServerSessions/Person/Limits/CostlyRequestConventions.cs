using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Person.Limits;

/// <summary>Limits the requests of a user to an endpoint.</summary>
internal static class CostlyRequestConventions
{
    public static RouteHandlerBuilder LimitedAs(this RouteHandlerBuilder builder, CostlyRequest kind) =>
        builder.AddEndpointFilter(new CostlyRequestFilter(kind)).ProducesProblem(StatusCodes.Status429TooManyRequests);
}
