using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

[ApiController, Route("mvc")]
public sealed class BagController : ControllerBase
{
    [HttpPost("shipment")]
    public IActionResult Ship(TestShipment shipment) => Ok(shipment.Boxes.Count);
}
