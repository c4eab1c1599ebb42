using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>One user, named by the path or by the search form; without a name, the form.</summary>
internal sealed class UserSource(string user) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var (reader, services, cancellationToken) = (QueryReader.Of(context), context.RequestServices, context.RequestAborted);
        var (name, issuer) = (user.Length > 0 ? user : reader.Text("user"), reader.Text("issuer"));
        if (name is null)
            return View.Of<UsersPage>("People", "users");
        var query = new SessionQuery { User = name, Issuer = issuer, After = reader.Text("after") };
        return View.Of<UserPage>(
            "Person", "users",
            (nameof(UserPage.Query), query),
            (nameof(UserPage.Sessions), await services.GetRequiredService<ISessionReports>().ListAsync(query, cancellationToken)),
            (nameof(UserPage.Erasure), await services.GetRequiredService<ISessionPrivacy>().FindErasureAsync(DataSubject.OfUserOrHash(name, issuer), cancellationToken)));
    }
}
