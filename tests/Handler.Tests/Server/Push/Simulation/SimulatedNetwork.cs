using System.Globalization;
using System.Net;
using Handler.Protocol.Webhooks;

namespace Handler.Tests.Server.Push.Simulation;

/// <summary>The network as one life of the engine sees it: brings requests to the webhooks of the simulation, which answer by their mood.</summary>
internal sealed class SimulatedNetwork(PushSimulation simulation, EngineLife life) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await life.HoldIfOverAsync();
        var attempt = AttemptOf(request);
        // In memory, so it is there at once: nothing may leave the one thread.
        simulation.Arrived(attempt, request.RequestUri!, await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        try
        {
            return await AnswerAsync(attempt, request.RequestUri!.Host, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            attempt.IsAborted = simulation.Clock.GetUtcNow() - attempt.At < simulation.Options.AttemptTimeout;
            throw;
        }
        finally
        {
            simulation.Left(attempt);
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
            attempt.RetryAfter = TimeSpan.FromSeconds(Math.Clamp(seconds, 1, 3600));
            AskToBeLeftAlone(response, seconds);
        }

        return response;
    }

    private void AskToBeLeftAlone(HttpResponseMessage response, int seconds)
    {
        if (simulation.Flaw != Flaw.UnheededWishes)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", $"{seconds}");
        }
    }

    private Attempt AttemptOf(HttpRequestMessage request)
    {
        var id = DeliveryId.Parse(HeaderOf(request, WebhookHeaders.Id)!);
        return new Attempt
        {
            Life = life.Number,
            Lane = id.Lane,
            Gate = simulation.GateOf(id.Lane),
            Sequence = id.Sequence,
            Previous = HeaderOf(request, WebhookHeaders.EventPrevious) is { } previous ? long.Parse(previous, CultureInfo.InvariantCulture) : null,
            Number = int.Parse(HeaderOf(request, WebhookHeaders.DeliveryAttempt)!, CultureInfo.InvariantCulture),
            At = simulation.Clock.GetUtcNow(),
        };
    }

    private static string? HeaderOf(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
