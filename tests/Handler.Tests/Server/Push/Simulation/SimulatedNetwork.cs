using System.Globalization;
using System.Net;
using Handler.Protocol.Webhooks;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>The network as one life of the engine sees it: brings requests to the webhooks of the simulation, which answer by their mood.</summary>
internal sealed class SimulatedNetwork(PushSimulation simulation, EngineLife life) : HttpMessageHandler
{
    private readonly Dictionary<Guid, int> _perLane = [];
    private readonly Dictionary<string, int> _perHost = [];
    private int _inFlight;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await life.HoldIfOverAsync();
        var attempt = AttemptOf(request);
        // In memory, so it is there at once: nothing may leave the one thread.
        simulation.Arrived(attempt, request.RequestUri!, await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var host = request.RequestUri!.Host;
        Enter(attempt, host);
        try
        {
            return await AnswerAsync(attempt, host, cancellationToken);
        }
        finally
        {
            _perLane[attempt.Lane]--;
            _perHost[host]--;
            _inFlight--;
        }
    }

    private async Task<HttpResponseMessage> AnswerAsync(Attempt attempt, string host, CancellationToken cancel)
    {
        var (status, delay, retryAfter) = simulation.Answer(host);
        if (delay != TimeSpan.Zero)
        {
            await Task.Delay(delay, simulation.Clock, cancel);
        }

        await life.HoldIfOverAsync();
        if (status == 0)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "Broken by the simulation.", new IOException("Broken."));
        }

        attempt.Status = status;
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent([]) };
        if (retryAfter is { } seconds)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", $"{seconds}");
        }

        return response;
    }

    private void Enter(Attempt attempt, string host)
    {
        var lane = _perLane[attempt.Lane] = _perLane.GetValueOrDefault(attempt.Lane) + 1;
        var gate = _perHost[host] = _perHost.GetValueOrDefault(host) + 1;
        _inFlight++;
        simulation.Blame(lane > 1, $"two attempts of one lane at once: {attempt}");
        simulation.Blame(gate > simulation.Options.MaxInFlightPerGate, $"{gate} attempts at one gate at once: {attempt}");
        simulation.Blame(gate > simulation.Options.MaxInFlightPerOrigin, $"{gate} attempts at one origin at once: {attempt}");

        // At one instant there are those that have been told to end beside those that have their places.
        var most = (2 * simulation.Options.MaxInFlight) + simulation.Options.MaxSlowInFlight;
        simulation.Blame(_inFlight > most, $"{_inFlight} attempts at once: {attempt}");
    }

    private Attempt AttemptOf(HttpRequestMessage request)
    {
        var id = DeliveryId.Parse(HeaderOf(request, WebhookHeaders.Id)!);
        return new Attempt
        {
            Life = life.Number,
            Lane = id.Lane,
            Sequence = id.Sequence,
            Previous = HeaderOf(request, WebhookHeaders.EventPrevious) is { } previous ? long.Parse(previous, CultureInfo.InvariantCulture) : null,
            Number = int.Parse(HeaderOf(request, WebhookHeaders.DeliveryAttempt)!, CultureInfo.InvariantCulture),
            At = simulation.Clock.GetUtcNow(),
        };
    }

    private static string? HeaderOf(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
