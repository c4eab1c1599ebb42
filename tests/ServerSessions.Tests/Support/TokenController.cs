using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

[Route("mvc")]
public sealed class TokenController : Controller
{
    [HttpPost("token"), ValidateAntiForgeryToken]
    public IActionResult Send() => Ok();

    [HttpPost("tokenless"), IgnoreAntiforgeryToken]
    public IActionResult SendWithout() => Ok();
}
