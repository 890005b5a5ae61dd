#include "runtime/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <algorithm>
#include <array>

namespace runtime {
namespace {

using prometheus::Counter;
using prometheus::Gauge;
using prometheus::Histogram;
using CounterFamily = prometheus::Family<Counter>;

constexpr std::array<std::string_view, 4> channels{"terminal", "matrix", "signal", "web"};

std::string label(std::string_view channel) {
  return std::string(std::ranges::find(channels, channel) == channels.end() ? "other" : channel);
}

CounterFamily& family(prometheus::Registry& registry, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

Histogram& seconds(prometheus::Registry& registry, const char* name, const char* help) {
  const Histogram::BucketBoundaries bounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry).Add({}, bounds);
}

double in_seconds(std::chrono::nanoseconds time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

struct Metrics::Counters {
  prometheus::Registry registry;
  CounterFamily& received = family(registry, "mooring_messages_received_total", "Messages that came in");
  CounterFamily& sent = family(registry, "mooring_replies_sent_total", "Replies that a channel accepted");
  CounterFamily& not_sent =
      family(registry, "mooring_replies_delayed_total", "Tries to send a reply that a channel did not take");
  CounterFamily& given_up = family(registry, "mooring_replies_given_up_total", "Replies that nobody can be reached for, or "
                                   "that may have arrived and are not sent again");
  Counter& crises = family(registry, "mooring_crisis_messages_total", "Messages in which a crisis was noticed").Add({});
  Histogram& answers =
      seconds(registry, "mooring_answer_seconds", "From a message to each of its replies being accepted");
  Histogram& commits = seconds(registry, "mooring_commit_seconds", "What the store needed for a batch of messages");
  Gauge& waiting = prometheus::BuildGauge().Name("mooring_messages_waiting").Help("Messages that stand before the store")
      .Register(registry).Add({});

  prometheus::Family<Gauge>& troubles = prometheus::BuildGauge().Name("mooring_channel_trouble")
      .Help("1 while this keeps a channel from answering").Register(registry);

  static void count(CounterFamily& counters, std::string_view channel) {
    counters.Add({{"channel", label(channel)}}).Increment();
  }
};

Metrics::Metrics() : counters_(std::make_unique<Counters>()) {}
Metrics::~Metrics() = default;

void Metrics::begin(std::string_view channel) {
  for (CounterFamily* family : {&counters_->received, &counters_->sent, &counters_->not_sent, &counters_->given_up})
    family->Add({{"channel", label(channel)}});
  trouble(channel, Trouble::none);
}
void Metrics::received(std::string_view channel) { counters_->count(counters_->received, channel); }
void Metrics::sent(std::string_view channel) { counters_->count(counters_->sent, channel); }
void Metrics::not_sent(std::string_view channel) { counters_->count(counters_->not_sent, channel); }
void Metrics::given_up(std::string_view channel) { counters_->count(counters_->given_up, channel); }
void Metrics::crisis() { counters_->crises.Increment(); }
void Metrics::trouble(std::string_view channel, Trouble trouble) {
  for (std::size_t i = 1; i < trouble_count; ++i) {
    const std::string kind(name(static_cast<Trouble>(i)));
    counters_->troubles.Add({{"channel", label(channel)}, {"trouble", kind}}).Set(static_cast<Trouble>(i) == trouble ? 1 : 0);
  }
}
void Metrics::answer_took(std::chrono::nanoseconds time) { counters_->answers.Observe(in_seconds(time)); }
void Metrics::commit_took(std::chrono::nanoseconds time) { counters_->commits.Observe(in_seconds(time)); }
void Metrics::waiting(std::size_t messages) { counters_->waiting.Set(static_cast<double>(messages)); }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(counters_->registry.Collect()); }

}  // namespace runtime
