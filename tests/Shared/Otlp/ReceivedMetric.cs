namespace RedKube.Tests.Shared.Otlp;

/// <summary>One point of a metric: of a counter or gauge its value, of a histogram its count.</summary>
internal sealed record ReceivedMetric(string Service, string Name, double Value, IReadOnlyDictionary<string, string> Attributes);
