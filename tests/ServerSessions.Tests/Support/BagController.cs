using Microsoft.AspNetCore.Mvc;

namespace ServerSessions.Tests.Support;

[ApiController, Route("mvc")]
public sealed class BagController : ControllerBase
{
    [HttpPost("shipment")]
    public IActionResult Ship(TestShipment shipment) => Ok(shipment.Boxes.Count);

    [HttpPost("bound")]
    public IActionResult Bind([ModelBinder(typeof(FailingBinder))] TestShipment shipment) => Ok(shipment);

    [HttpPost("note")]
    public IActionResult Form([FromForm] TestNote note) => Ok(note.Text);
}
