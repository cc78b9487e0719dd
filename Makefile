# sayso: the targets a person types; the work is in meson.build and tools/.
BUILD ?= build
SHARED ?= ../shared
DATA ?= $(if $(SAYSO_DATA),$(SAYSO_DATA),$(SHARED)/data)
SECTIONS ?= $(BUILD)/sections

.PHONY: all deps demo check bench score train golden install clean format

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

$(BUILD)/build.ninja: | deps
	meson setup $(BUILD) $(MESON_FLAGS)

deps:
	@tools/install_deps.sh

train: all
	tools/train.sh $(BUILD) $(DATA) $(SECTIONS)

clean:
	rm -rf build build-*
