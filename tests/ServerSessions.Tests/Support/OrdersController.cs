using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

[ApiController, Route("mvc")]
public sealed class OrdersController : ControllerBase
{
    [HttpPost("orders")]
    public IActionResult Create(TestOrder order) => Ok(order.Name);

    [HttpGet("orders")]
    public IActionResult List(int count) => Ok(count);

    [HttpPost("bag")]
    public IActionResult Pack(TestBag bag) => Ok(bag.Counts.Count);

    [HttpPost("login"), TrackLogin("email")]
    public IActionResult Login(TestLogin login) => login.Password == "right" ? Ok() : Unauthorized();

    [HttpPost("login-by-path")]
    public IActionResult LoginByPath(TestLogin login) => login.Password == "right" ? Ok() : Unauthorized();
}
