using System.Diagnostics.Metrics;

namespace Handler.Tests.Server.Push;

/// <summary>Makes meters and hears what they tell, apart from those of other tests.</summary>
internal sealed class MeterRig : IMeterFactory
{
    private readonly Lock _lock = new();
    private readonly List<Meter> _meters = [];
    private readonly List<Heard> _heard = [];
    private readonly List<Instrument> _instruments = [];
    private readonly MeterListener _listener = new();

    /// <summary>Hears what is made by it.</summary>
    /// <param name="hears">The instruments that are listened to, by name; null: all.</param>
    public MeterRig(Predicate<string>? hears = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope != this)
            {
                return;
            }

            _instruments.Add(instrument);
            if (hears?.Invoke(instrument.Name) != false)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<Instrument> Instruments => _instruments;

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options.Name, options.Version, options.Tags, scope: this);
        _meters.Add(meter);
        return meter;
    }

    /// <summary>What an instrument has told, in order: <c>value tag=value tag=value</c>.</summary>
    public IReadOnlyList<string> Of(string name)
    {
        lock (_lock)
        {
            return [.. _heard.Where(heard => heard.Name == name).Select(heard => heard.Text)];
        }
    }

    /// <summary>What an instrument that is asked tells now.</summary>
    public IReadOnlyList<string> Ask(string name)
    {
        lock (_lock)
        {
            _heard.RemoveAll(heard => heard.Name == name);
        }

        _listener.RecordObservableInstruments();
        return Of(name);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.ForEach(meter => meter.Dispose());
    }

    private void Keep<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = $"{value}";
        foreach (var (key, tag) in tags)
        {
            text += $" {key[(key.LastIndexOf('.') + 1)..]}={tag}";
        }

        lock (_lock)
        {
            _heard.Add(new Heard(instrument.Name, text));
        }
    }

    private sealed record Heard(string Name, string Text);
}
